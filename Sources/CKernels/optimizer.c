// The AdamW step.
#include "dispatch.h"
#include <math.h>

CK_INLINE void ck_adamw_body(float *w, const float *g, float *m, float *v, size_t n, float rate, float second,
                             float beta1, float beta2, float epsilon, float decay, float gradient_scale) {
#pragma clang fp contract(fast)
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * gradient_scale;
        m[i] = beta1 * m[i] + (1.0f - beta1) * d;
        v[i] = beta2 * v[i] + (1.0f - beta2) * d * d;
        w[i] -= decay * w[i] + rate * m[i] / (sqrtf(v[i] * second) + epsilon);
    }
}
KERNEL(void, , ck_adamw,
       (float *w, const float *g, float *m, float *v, size_t n, float rate, float second, float beta1, float beta2,
        float epsilon, float decay, float gradient_scale),
       (w, g, m, v, n, rate, second, beta1, beta2, epsilon, decay, gradient_scale))
