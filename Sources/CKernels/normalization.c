// Layer normalisation (Ba et al. 2016) and unit rows.
#include "dispatch.h"
#include <math.h>

CK_INLINE void ck_layer_norm_body(const float *x, const float *gain, const float *shift, float *y, float *mean,
                                  float *rstd, size_t rows, size_t columns, float epsilon) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        const float *in = x + r * columns;
        float *out = y + r * columns, sum = 0, squares = 0;
        for (size_t c = 0; c < columns; c++) sum += in[c];
        float m = sum / (float)columns;
        for (size_t c = 0; c < columns; c++) squares += (in[c] - m) * (in[c] - m);
        float s = 1.0f / sqrtf(squares / (float)columns + epsilon);
        for (size_t c = 0; c < columns; c++) out[c] = (in[c] - m) * s * gain[c] + shift[c];
        mean[r] = m;
        rstd[r] = s;
    }
}
KERNEL(void, , ck_layer_norm,
       (const float *x, const float *gain, const float *shift, float *y, float *mean, float *rstd, size_t rows,
        size_t columns, float epsilon),
       (x, gain, shift, y, mean, rstd, rows, columns, epsilon))

CK_INLINE void ck_layer_norm_backward_body(const float *x, const float *gain, const float *mean, const float *rstd,
                                           const float *dy, float *restrict dx, float *restrict dgain,
                                           float *restrict dshift, size_t rows, size_t columns) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        const float *in = x + r * columns, *d = dy + r * columns;
        float m = mean[r], s = rstd[r], sum = 0, dot = 0;
        for (size_t c = 0; c < columns; c++) {
            float g = d[c] * gain[c], n = (in[c] - m) * s;
            sum += g;
            dot += g * n;
            dgain[c] += d[c] * n;
            dshift[c] += d[c];
        }
        sum /= (float)columns;
        dot /= (float)columns;
        float *out = dx + r * columns;
        for (size_t c = 0; c < columns; c++) out[c] += s * (d[c] * gain[c] - sum - (in[c] - m) * s * dot);
    }
}
KERNEL(void, , ck_layer_norm_backward,
       (const float *x, const float *gain, const float *mean, const float *rstd, const float *dy, float *dx,
        float *dgain, float *dshift, size_t rows, size_t columns),
       (x, gain, mean, rstd, dy, dx, dgain, dshift, rows, columns))

CK_INLINE void ck_normalize_body(const float *x, float *y, float *inverse, size_t rows, size_t columns) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        const float *in = x + r * columns;
        float squares = 0;
        for (size_t c = 0; c < columns; c++) squares += in[c] * in[c];
        float length = sqrtf(squares), s = 1.0f / (length > 1e-12f ? length : 1e-12f);
        for (size_t c = 0; c < columns; c++) y[r * columns + c] = in[c] * s;
        inverse[r] = s;
    }
}
KERNEL(void, , ck_normalize, (const float *x, float *y, float *inverse, size_t rows, size_t columns),
       (x, y, inverse, rows, columns))

CK_INLINE void ck_normalize_backward_body(const float *y, const float *inverse, const float *dy, float *restrict dx,
                                          size_t rows, size_t columns) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        const float *u = y + r * columns, *d = dy + r * columns;
        float dot = 0;
        for (size_t c = 0; c < columns; c++) dot += u[c] * d[c];
        for (size_t c = 0; c < columns; c++) dx[r * columns + c] += inverse[r] * (d[c] - u[c] * dot);
    }
}
KERNEL(void, , ck_normalize_backward,
       (const float *y, const float *inverse, const float *dy, float *dx, size_t rows, size_t columns),
       (y, inverse, dy, dx, rows, columns))
