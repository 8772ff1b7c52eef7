// GELU and softmax.
#include "curves.h"
#include "dispatch.h"
#include <math.h>

CK_INLINE void ck_bias_gelu_body(float *restrict x, const float *restrict bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            float slope;
            x[r * columns + c] = ck_gelu_and_slope(x[r * columns + c] + bias[c], &slope);
        }
}
KERNEL(void, , ck_bias_gelu, (float *x, const float *bias, size_t rows, size_t columns), (x, bias, rows, columns))

CK_INLINE void ck_bias_gelu_slope_body(float *restrict x, const float *restrict bias, float *restrict y, size_t rows,
                                       size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            size_t at = r * columns + c;
            y[at] = ck_gelu_and_slope(x[at] + bias[c], &x[at]);
        }
}
KERNEL(void, , ck_bias_gelu_slope, (float *x, const float *bias, float *y, size_t rows, size_t columns),
       (x, bias, y, rows, columns))

CK_INLINE void ck_multiply_body(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] *= x[i];
}
KERNEL(void, , ck_multiply, (const float *x, float *y, size_t n), (x, y, n))

CK_INLINE void ck_bias_gelu_erf_body(float *restrict x, const float *restrict bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            float slope;
            x[r * columns + c] = ck_erf_gelu_and_slope(x[r * columns + c] + bias[c], &slope);
        }
}
KERNEL(void, , ck_bias_gelu_erf, (float *x, const float *bias, size_t rows, size_t columns), (x, bias, rows, columns))

CK_INLINE void ck_bias_gelu_erf_slope_body(float *restrict x, const float *restrict bias, float *restrict y, size_t rows,
                                           size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            size_t at = r * columns + c;
            y[at] = ck_erf_gelu_and_slope(x[at] + bias[c], &x[at]);
        }
}
KERNEL(void, , ck_bias_gelu_erf_slope, (float *x, const float *bias, float *y, size_t rows, size_t columns),
       (x, bias, y, rows, columns))

CK_INLINE void ck_bias_gelu_quick_body(float *restrict x, const float *restrict bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            float slope;
            x[r * columns + c] = ck_quick_gelu_and_slope(x[r * columns + c] + bias[c], &slope);
        }
}
KERNEL(void, , ck_bias_gelu_quick, (float *x, const float *bias, size_t rows, size_t columns), (x, bias, rows, columns))

CK_INLINE void ck_bias_gelu_quick_slope_body(float *restrict x, const float *restrict bias, float *restrict y,
                                             size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            size_t at = r * columns + c;
            y[at] = ck_quick_gelu_and_slope(x[at] + bias[c], &x[at]);
        }
}
KERNEL(void, , ck_bias_gelu_quick_slope, (float *x, const float *bias, float *y, size_t rows, size_t columns),
       (x, bias, y, rows, columns))

CK_INLINE void ck_softmax_body(float *x, size_t rows, size_t columns, size_t length, float scale) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        float *row = x + r * columns, top = length ? row[0] : 0, sum = 0;
        for (size_t c = 1; c < length; c++) top = row[c] > top ? row[c] : top;
        for (size_t c = 0; c < length; c++) {
            row[c] = ck_exp((row[c] - top) * scale);
            sum += row[c];
        }
        float inverse = sum > 0 ? 1.0f / sum : 0;
        for (size_t c = 0; c < length; c++) row[c] *= inverse;
        for (size_t c = length; c < columns; c++) row[c] = 0;
    }
}
KERNEL(void, , ck_softmax, (float *x, size_t rows, size_t columns, size_t length, float scale),
       (x, rows, columns, length, scale))

CK_INLINE void ck_log_sums_body(float *x, float *sums, size_t rows, size_t columns, float scale) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        float *row = x + r * columns, top = row[0], sum = 0;
        for (size_t c = 1; c < columns; c++) top = row[c] > top ? row[c] : top;
        for (size_t c = 0; c < columns; c++) {
            row[c] = ck_exp((row[c] - top) * scale);
            sum += row[c];
        }
        float inverse = 1.0f / sum;
        for (size_t c = 0; c < columns; c++) row[c] *= inverse;
        sums[r] = top * scale + logf(sum);
    }
}
KERNEL(void, , ck_log_sums, (float *x, float *sums, size_t rows, size_t columns, float scale),
       (x, sums, rows, columns, scale))

CK_INLINE void ck_softmax_backward_body(const float *p, float *dp, size_t rows, size_t columns, float scale) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        const float *a = p + r * columns;
        float *d = dp + r * columns, sum = 0;
        for (size_t c = 0; c < columns; c++) sum += a[c] * d[c];
        for (size_t c = 0; c < columns; c++) d[c] = scale * a[c] * (d[c] - sum);
    }
}
KERNEL(void, , ck_softmax_backward, (const float *p, float *dp, size_t rows, size_t columns, float scale),
       (p, dp, rows, columns, scale))
