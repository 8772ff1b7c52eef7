// A small C face over oneDNN: every use of it is behind this header, so that another version costs one file.
#ifndef CONEDNN_H
#define CONEDNN_H
#include <stdbool.h>
#include <stddef.h>
#pragma clang assume_nonnull begin

/// c (m, n) = alpha * op(a) op(b) + beta * c, row-major, on the calling thread alone; op transposes where asked:
/// a is (m, k) or, transposed, (k, m); b is (k, n) or, transposed, (n, k); lda, ldb, ldc are the lengths of their rows in
/// memory. False where oneDNN refuses.
bool od_product(const float *a, bool a_transposed, size_t lda, const float *b, bool b_transposed, size_t ldb, float *c,
                size_t ldc, size_t m, size_t n, size_t k, float alpha, float beta);

/// What the factors of a product are; its sums are f32 always.
typedef enum { od_f32, od_bf16 } od_type;

/// c = op(a) op(b), or c += where `added`: as `od_product`, for factors of either type. The primitive of a shape is made
/// once a thread and kept. False where oneDNN refuses: bf16 needs a processor with AVX-512.
bool od_mixed_product(od_type type, const void *a, bool a_transposed, size_t lda, const void *b, bool b_transposed,
                      size_t ldb, float *c, size_t ldc, size_t m, size_t n, size_t k, bool added);

#pragma clang assume_nonnull end
#endif
