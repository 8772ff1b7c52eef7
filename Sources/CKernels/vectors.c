// Inner products, scaled sums, biases and their column sums.
#include "dispatch.h"

CK_INLINE float ck_dot_body(const float *a, const float *b, size_t n) {
#pragma clang fp reassociate(on) contract(fast)
    float sum = 0;
    for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}
KERNEL(float, return, ck_dot, (const float *a, const float *b, size_t n), (a, b, n))

CK_INLINE void ck_axpy_body(float a, const float *x, float *y, size_t n) {
#pragma clang fp contract(fast)
    for (size_t i = 0; i < n; i++) y[i] += a * x[i];
}
KERNEL(void, , ck_axpy, (float a, const float *x, float *y, size_t n), (a, x, y, n))

CK_INLINE void ck_add_bias_body(float *y, const float *bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) y[r * columns + c] += bias[c];
}
KERNEL(void, , ck_add_bias, (float *y, const float *bias, size_t rows, size_t columns), (y, bias, rows, columns))

CK_INLINE void ck_sum_bias_body(const float *x, const float *bias, float *restrict y, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) y[r * columns + c] = x[r * columns + c] + bias[c];
}
KERNEL(void, , ck_sum_bias, (const float *x, const float *bias, float *y, size_t rows, size_t columns),
       (x, bias, y, rows, columns))

CK_INLINE void ck_sum_rows_body(const float *x, float *restrict sums, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) sums[c] += x[r * columns + c];
}
KERNEL(void, , ck_sum_rows, (const float *x, float *sums, size_t rows, size_t columns), (x, sums, rows, columns))
