// The curves of activations, one value at a time, in forms that vectorise.
#ifndef CK_CURVES_H
#define CK_CURVES_H
#include "dispatch.h"
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

// 2^t to about 1e-5 relative, which bf16 does not tell from the truth: the whole part by the exponent bits, the rest by a
// polynomial of degree four.
CK_INLINE float ck_power_of_two(float t) {
#pragma clang fp reassociate(off) contract(fast)
    t = t < -126.0f ? -126.0f : t > 126.0f ? 126.0f : t;
    // Adding 1.5 * 2^23 leaves the nearest whole number in the lowest bits.
    float whole = t + 12582912.0f, f = t - (whole - 12582912.0f);
    float p = 1.0f + f * (0.69314718f + f * (0.24022651f + f * (0.0558f + f * 0.0096f)));
    int32_t bits, exponent;
    memcpy(&bits, &p, sizeof bits);
    memcpy(&exponent, &whole, sizeof exponent);
    bits += (int32_t)((uint32_t)exponent << 23);
    memcpy(&p, &bits, sizeof p);
    return p;
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

// The standard normal distribution above |x|, given e = e^(-x^2 / 2): half of 1 - erf(|x| / sqrt 2) by Abramowitz & Stegun
// 7.1.26, which errs by 1.5e-7 at most.
CK_INLINE float ck_normal_tail(float x, float e) {
#pragma clang fp contract(fast)
    float t = 1.0f / (1.0f + 0.3275911f * 0.70710678f * __builtin_fabsf(x));
    float p = 0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f)));
    return 0.5f * e * t * p;
}

// x times the normal distribution below x, given e = e^(-x^2 / 2).
CK_INLINE float ck_erf_gelu_of(float v, float e, float *slope) {
#pragma clang fp reassociate(off) contract(fast)
    float tail = ck_normal_tail(v, e), below = v < 0 ? tail : 1.0f - tail;
    *slope = below + v * e * 0.39894228f;
    return v * below;
}
CK_INLINE float ck_erf_gelu_and_slope(float v, float *slope) {
    return ck_erf_gelu_of(v, ck_exp(-0.5f * v * v), slope);
}

// x s(1.702 x), s the logistic function (Hendrycks & Gimpel 2016), as the first CLIP had GELU.
// Given e = e^(-1.702 x).
CK_INLINE float ck_quick_gelu_of(float v, float e, float *slope) {
    // The same in every loop it is inlined in, to the bit.
#pragma clang fp reassociate(off) contract(fast)
    float s = 1.0f / (1.0f + e), g = v * s;
    *slope = s + 1.702f * g * (1.0f - s);
    return g;
}
CK_INLINE float ck_quick_gelu_and_slope(float v, float *slope) {
    return ck_quick_gelu_of(v, ck_exp(-1.702f * v), slope);
}

// The same curves for bf16: exponentials by the power of two.
CK_INLINE float ck_brain_gelu_and_slope(float v, float *slope) {
#pragma clang fp reassociate(off) contract(fast)
    float w = v * v, s = 1.0f / (1.0f + ck_power_of_two(v * (-2.3022082f - 0.10294324f * w)));
    float g = v * s;
    *slope = s + (g - g * s) * (1.5957691216f + 0.2140644f * w);
    return g;
}

CK_INLINE float ck_brain_erf_gelu_and_slope(float v, float *slope) {
    return ck_erf_gelu_of(v, ck_power_of_two(-0.72134752f * v * v), slope);
}

CK_INLINE float ck_brain_quick_gelu_and_slope(float v, float *slope) {
    return ck_quick_gelu_of(v, ck_power_of_two(-2.4554670f * v), slope);
}
#endif
