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

#pragma clang assume_nonnull end
#endif
