// A small C face over oneDNN: every use of it is behind this header, so that another version costs one file.
#ifndef CONEDNN_H
#define CONEDNN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#pragma clang assume_nonnull begin

/// c (m, n) = alpha * op(a) op(b) + beta * c, row-major, on the calling thread alone; op transposes where asked:
/// a is (m, k) or, transposed, (k, m); b is (k, n) or, transposed, (n, k); lda, ldb, ldc are the lengths of their rows in
/// memory. False where oneDNN refuses.
bool od_product(const float *a, bool a_transposed, size_t lda, const float *b, bool b_transposed, size_t ldb, float *c,
                size_t ldc, size_t m, size_t n, size_t k, float alpha, float beta);

/// What the values of a matrix are; products sum in f32 always.
typedef enum { od_f32, od_bf16 } od_type;

/// c = op(a) op(b), or c += where `added`: as `od_product`, for factors of either type. The primitive of a shape is made
/// once a thread and kept. False where oneDNN refuses: bf16 needs a processor with AVX-512.
bool od_mixed_product(od_type type, const void *a, bool a_transposed, size_t lda, const void *b, bool b_transposed,
                      size_t ldb, float *c, size_t ldc, size_t m, size_t n, size_t k, bool added);

/// A matrix b (k, n), of bf16 or of int8, in the order that products read it fastest.
typedef struct od_packed od_packed;
/// Packs b (k, n) of f32, rounding it to bf16, or (n, k) where it lies transposed, with rows of ldb in memory. NULL where
/// oneDNN refuses: it needs a processor with AVX-512. Whoever packs frees.
od_packed *_Nullable od_pack(const float *b, bool transposed, size_t ldb, size_t k, size_t n);
/// Packs b (n, k) of int8, for products with b transposed. NULL where oneDNN refuses.
od_packed *_Nullable od_pack_bytes(const int8_t *b, size_t k, size_t n);
void od_packed_free(od_packed *_Nullable packed);
/// c (m, n) = a b + bias, or c += a b + bias where `added`: a (m, k) of bf16 with rows of k in memory, bias (n) of f32 or
/// none, c of `c_type` with rows of n. On the calling thread alone. False where oneDNN refuses.
bool od_packed_product(const void *a, const od_packed *b, const float *_Nullable bias, void *c, od_type c_type, size_t m,
                       bool added);

/// c (m, n) = a b, of f32: a (m, k) of unsigned bytes with rows of k in memory, b packed by `od_pack_bytes`, c with rows of
/// n. On the calling thread alone. False where oneDNN refuses. Sums are those of whole numbers on processors with AVX-512
/// VNNI; on others sums of two products are held within 16 bits.
bool od_byte_product(const uint8_t *a, const od_packed *b, float *c, size_t m);

#pragma clang assume_nonnull end
#endif
