// Pictures at another size in f32, rounded once: sixteen rows of the result at a time, a lane for each.
#include "dispatch.h"

enum { LANES = CK_RESIZED_LANES, CHUNK = 64 };

// row (levels) = the sum of `taps` rows of bytes, `stride` apart.
CK_INLINE void lower(const uint8_t *restrict x, size_t stride, const float *restrict weights, size_t taps,
                     float *restrict row, size_t levels) {
    for (size_t at = 0; at < levels; at += CHUNK) {
        size_t n = levels - at < CHUNK ? levels - at : CHUNK;
        float sums[CHUNK] = {0};
        if (n == CHUNK)
            for (size_t tap = 0; tap < taps; tap++)
                for (size_t j = 0; j < CHUNK; j++) sums[j] += weights[tap] * x[tap * stride + at + j];
        else
            for (size_t tap = 0; tap < taps; tap++)
                for (size_t j = 0; j < n; j++) sums[j] += weights[tap] * x[tap * stride + at + j];
        for (size_t j = 0; j < n; j++) row[at + j] = sums[j];
    }
}

CK_INLINE uint8_t rounded(float level) { return (uint8_t)(level < 0 ? 0 : level > 255 ? 255 : level + 0.5f); }

CK_INLINE void ck_resize_body(const uint8_t *restrict x, size_t stride, size_t levels, const int32_t *restrict tops,
                              const float *restrict down, size_t down_taps, size_t rows, const int32_t *restrict lefts,
                              const float *restrict across, size_t across_taps, size_t places, float *restrict room,
                              uint8_t *restrict y, size_t y_stride) {
    // (levels, lanes): what a level of the source has in each of some rows of the result.
    float *restrict turned = room + levels;
    for (size_t first = 0; first < rows; first += LANES, y += LANES * y_stride) {
        size_t lanes = rows - first < LANES ? rows - first : LANES;
        for (size_t r = 0; r < LANES; r++) {
            size_t row = first + r;
            if (r < lanes) lower(x + (size_t)tops[row] * stride, stride, down + row * down_taps, down_taps, room, levels);
            for (size_t j = 0; j < levels; j++) turned[j * LANES + r] = r < lanes ? room[j] : 0;
        }
        for (size_t i = 0; i < places; i++) {
            const float *from = turned + (size_t)lefts[i] * 3 * LANES, *weights = across + i * across_taps;
            float sums[3 * LANES] = {0};
            for (size_t tap = 0; tap < across_taps; tap++, from += 3 * LANES)
                for (size_t j = 0; j < 3 * LANES; j++) sums[j] += weights[tap] * from[j];
            for (size_t r = 0; r < lanes; r++)
                for (size_t c = 0; c < 3; c++) y[r * y_stride + i * 3 + c] = rounded(sums[c * LANES + r]);
        }
    }
}
KERNEL(void, , ck_resize,
       (const uint8_t *x, size_t stride, size_t levels, const int32_t *tops, const float *down, size_t down_taps,
        size_t rows, const int32_t *lefts, const float *across, size_t across_taps, size_t places, float *room,
        uint8_t *y, size_t y_stride),
       (x, stride, levels, tops, down, down_taps, rows, lefts, across, across_taps, places, room, y, y_stride))
