// Looking at many rows for the few that are nearest: inner products with one query, and which scores pass a bar.
#include "dispatch.h"
#include <immintrin.h>
#include <string.h>

typedef float v8 __attribute__((vector_size(32), aligned(4)));
typedef float v16 __attribute__((vector_size(64), aligned(4)));

#define SCAN_PARAMETERS                                                                                              \
    (const float *query, const float *rows, const uint32_t *places, float *scores, size_t count, size_t dimension)
#define SCAN_ARGUMENTS (query, rows, places, scores, count, dimension)

void ck_scan_plain SCAN_PARAMETERS {
    for (size_t r = 0; r < count; r++)
        scores[r] = ck_dot_plain(query, rows + (places ? (size_t)places[r] : r) * dimension, dimension);
}

// How many rows ahead memory is asked for rows that are picked. Rows in a line the processor sees coming by itself:
// measured, asking for them too costs a tenth of the bandwidth.
enum { AHEAD = 8 };

// The numbers of four rows that fill no register, apart: within the loop they cost it its registers.
CK_AVX2 static __attribute__((noinline)) __m128 ck_four_rests(__m128 sums, const float *query, const float *a,
                                                              const float *b, const float *c, const float *d, size_t l,
                                                              size_t dimension) {
    for (; l < dimension; l++) sums += query[l] * _mm_setr_ps(a[l], b[l], c[l], d[l]);
    return sums;
}

// Four rows at once share what is loaded of the query, and are summed up together. The last rows go the way of the others,
// with the last of them in the place of those that are missing: what a row scores is the same wherever it lies, to the bit.
#define SCAN(NAME, TARGET, V, SUM)                                                                                   \
    TARGET static inline __attribute__((always_inline)) __m128 NAME##_four(                                          \
        const float *query, const float *a, const float *b, const float *c, const float *d, size_t dimension) {      \
        const size_t lanes = sizeof(V) / sizeof(float), whole = dimension / lanes * lanes;                           \
        V sa = {0}, sb = {0}, sc = {0}, sd = {0};                                                                    \
        _Pragma("clang loop unroll_count(2)") for (size_t l = 0; l < whole; l += lanes) {                            \
            V asked = *(const V *)(query + l);                                                                       \
            sa += asked * *(const V *)(a + l);                                                                       \
            sb += asked * *(const V *)(b + l);                                                                       \
            sc += asked * *(const V *)(c + l);                                                                       \
            sd += asked * *(const V *)(d + l);                                                                       \
        }                                                                                                            \
        __m128 sums = SUM(sa, sb, sc, sd);                                                                           \
        return whole < dimension ? ck_four_rests(sums, query, a, b, c, d, whole, dimension) : sums;                  \
    }                                                                                                                \
    TARGET static void NAME SCAN_PARAMETERS {                                                                        \
        size_t r = 0;                                                                                                \
        if (!places)                                                                                                 \
            for (; r + 4 <= count; r += 4) {                                                                         \
                const float *a = rows + r * dimension, *b = a + dimension, *c = b + dimension, *d = c + dimension;   \
                _mm_storeu_ps(scores + r, NAME##_four(query, a, b, c, d, dimension));                                \
            }                                                                                                        \
        for (; r < count; r += 4) {                                                                                  \
            const float *at[4];                                                                                      \
            for (size_t i = 0; i < 4; i++) {                                                                         \
                size_t place = r + i < count ? r + i : count - 1;                                                    \
                at[i] = rows + (places ? (size_t)places[place] : place) * dimension;                                 \
            }                                                                                                        \
            for (size_t i = r + AHEAD; places && i < r + AHEAD + 4 && i < count; i++)                                \
                for (size_t l = 0; l < dimension; l += 16)                                                           \
                    __builtin_prefetch(rows + (size_t)places[i] * dimension + l);                                    \
            float four[4];                                                                                           \
            _mm_storeu_ps(four, NAME##_four(query, at[0], at[1], at[2], at[3], dimension));                          \
            memcpy(scores + r, four, sizeof(float) * (count - r < 4 ? count - r : 4));                               \
        }                                                                                                            \
    }

CK_AVX2 static inline __m128 ck_four_sums8(v8 a, v8 b, v8 c, v8 d) {
    __m256 four = _mm256_hadd_ps(_mm256_hadd_ps(a, b), _mm256_hadd_ps(c, d));
    return _mm256_castps256_ps128(four) + _mm256_extractf128_ps(four, 1);
}
SCAN(ck_scan_avx2, CK_AVX2, v8, ck_four_sums8)

CK_AVX512 static inline __m128 ck_four_sums16(v16 a, v16 b, v16 c, v16 d) {
    __m512 ab = _mm512_unpacklo_ps(a, b) + _mm512_unpackhi_ps(a, b);
    __m512 cd = _mm512_unpacklo_ps(c, d) + _mm512_unpackhi_ps(c, d);
    __m512 four = _mm512_shuffle_ps(ab, cd, 0x44) + _mm512_shuffle_ps(ab, cd, 0xEE);
    __m256 half = _mm512_castps512_ps256(four) + _mm512_extractf32x8_ps(four, 1);
    return _mm256_castps256_ps128(half) + _mm256_extractf128_ps(half, 1);
}
SCAN(ck_scan_avx512, CK_AVX512, v16, ck_four_sums16)

void ck_scan SCAN_PARAMETERS {
    switch (ck_level()) {
    case 2: ck_scan_avx512 SCAN_ARGUMENTS; break;
    case 1: ck_scan_avx2 SCAN_ARGUMENTS; break;
    default: ck_scan_plain SCAN_ARGUMENTS;
    }
}

// Nearly no score passes: sixteen are asked at once whether any does.
CK_INLINE size_t ck_passing_body(const float *scores, const float *bars, uint32_t *passing, size_t rows,
                                 size_t columns) {
    size_t found = 0;
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c += 16) {
            const float *score = scores + r * columns + c, *bar = bars + c;
            int any = 0;
            for (int i = 0; i < 16; i++) any |= score[i] >= bar[i];
            if (!any) continue;
            for (int i = 0; i < 16; i++) {
                passing[found] = (uint32_t)(r * columns + c + (size_t)i);
                found += score[i] >= bar[i];
            }
        }
    return found;
}
KERNEL(size_t, return, ck_passing,
       (const float *scores, const float *bars, uint32_t *passing, size_t rows, size_t columns),
       (scores, bars, passing, rows, columns))
