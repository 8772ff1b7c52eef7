// GELU and softmax, with an exponential that vectorises.
#include "dispatch.h"
#include <math.h>
#include <string.h>

// e^x to about 2e-7 relative: 2^k by the exponent bits, the rest by a polynomial of degree six (Taylor about 0).
CK_INLINE float ck_exp(float x) {
#pragma clang fp reassociate(off) contract(fast)
    x = x < -87.0f ? -87.0f : x > 88.0f ? 88.0f : x;
    float k = __builtin_floorf(x * 1.44269504f + 0.5f);
    float r = x - k * 0.693359375f + k * 2.12194440e-4f;
    float p = 1.0f + r * (1.0f + r * (0.5f + r * (0.166666667f + r * (0.0416666667f + r * (0.00833333333f + r * 0.00138888889f)))));
    int32_t bits = ((int32_t)k + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return p * power;
}

// gelu(x) = x * s(2u) with u = sqrt(2/pi) (x + 0.044715 x^3) and s the logistic function: 0.5 (1 + tanh u) = s(2u).
// The slope comes from the same exponential, so that on the way back only a product is left.
CK_INLINE float ck_gelu_and_slope(float v, float *slope) {
    // The same in every loop it is inlined in, to the bit.
#pragma clang fp reassociate(off) contract(fast)
    float w = v * v, s = 1.0f / (1.0f + ck_exp(-1.5957691216f * v * (1.0f + 0.044715f * w)));
    float g = v * s;
    *slope = s + g * (1.0f - s) * (1.5957691216f + 0.2140644f * w);
    return g;
}

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

// The standard normal distribution above |x|, given e = e^(-x^2 / 2): half of 1 - erf(|x| / sqrt 2) by Abramowitz & Stegun
// 7.1.26, which errs by 1.5e-7 at most.
CK_INLINE float ck_normal_tail(float x, float e) {
#pragma clang fp contract(fast)
    float t = 1.0f / (1.0f + 0.3275911f * 0.70710678f * __builtin_fabsf(x));
    float p = 0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f)));
    return 0.5f * e * t * p;
}

CK_INLINE void ck_bias_gelu_erf_body(float *restrict x, const float *restrict bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            size_t at = r * columns + c;
            float v = x[at] + bias[c], tail = ck_normal_tail(v, ck_exp(-0.5f * v * v));
            x[at] = v * (v < 0 ? tail : 1.0f - tail);
        }
}
KERNEL(void, , ck_bias_gelu_erf, (float *x, const float *bias, size_t rows, size_t columns), (x, bias, rows, columns))

CK_INLINE void ck_bias_gelu_erf_slope_body(float *restrict x, const float *restrict bias, float *restrict y, size_t rows,
                                           size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            size_t at = r * columns + c;
            float v = x[at] + bias[c], e = ck_exp(-0.5f * v * v), tail = ck_normal_tail(v, e);
            float below = v < 0 ? tail : 1.0f - tail;
            y[at] = v * below;
            x[at] = below + v * e * 0.39894228f;
        }
}
KERNEL(void, , ck_bias_gelu_erf_slope, (float *x, const float *bias, float *y, size_t rows, size_t columns),
       (x, bias, y, rows, columns))

// x s(1.702 x), s the logistic function (Hendrycks & Gimpel 2016), as the first CLIP had GELU.
CK_INLINE float ck_quick_gelu_and_slope(float v, float *slope) {
    // The same in every loop it is inlined in, to the bit.
#pragma clang fp reassociate(off) contract(fast)
    float s = 1.0f / (1.0f + ck_exp(-1.702f * v)), g = v * s;
    *slope = s + 1.702f * g * (1.0f - s);
    return g;
}

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
