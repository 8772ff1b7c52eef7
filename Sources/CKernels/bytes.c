// Values as bytes, for products of int8.
#include "brain.h"

CK_INLINE void ck_quantize_bf16_body(const uint16_t *restrict x, uint8_t *restrict y, size_t n, float inverse,
                                     float zero) {
    for (size_t i = 0; i < n; i++) {
        float v = ck_widen(x[i]) * inverse + zero;
        // What is no number compares with nothing, and becomes 0.
        v = v > 0 ? v : 0;
        v = v < 255 ? v : 255;
        y[i] = (uint8_t)(int32_t)(v + 0.5f);
    }
}
KERNEL(void, , ck_quantize_bf16, (const uint16_t *x, uint8_t *y, size_t n, float inverse, float zero),
       (x, y, n, inverse, zero))

CK_INLINE void ck_scale_bf16_body(float *restrict sums, const float *restrict shifts, const float *restrict scales,
                                  const float *restrict bias, uint16_t *restrict y, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++) {
        float *row = sums + r * columns;
        for (size_t c = 0; c < columns; c++) row[c] = (row[c] + shifts[c]) * scales[c] + bias[c];
        ck_round_bf16(row, y + r * columns, columns);
    }
}
KERNEL(void, , ck_scale_bf16,
       (float *sums, const float *shifts, const float *scales, const float *bias, uint16_t *y, size_t rows,
        size_t columns),
       (sums, shifts, scales, bias, y, rows, columns))

CK_INLINE void ck_scale_add_body(const float *restrict sums, const float *restrict shifts,
                                 const float *restrict scales, float *restrict y, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) y[r * columns + c] += (sums[r * columns + c] + shifts[c]) * scales[c];
}
KERNEL(void, , ck_scale_add,
       (const float *sums, const float *shifts, const float *scales, float *y, size_t rows, size_t columns),
       (sums, shifts, scales, y, rows, columns))

int ck_has_bytes(void) { return __builtin_cpu_supports("avx512vnni") && ck_level() == 2; }
