// Products of small matrices of bf16: tiles of attention. Two factors that follow each other are a pair, 32 bits, and what
// the processor multiplies and sums at once (AVX-512 BF16).
#include "brain.h"
#include <immintrin.h>

#define PAIR_PARAMETERS                                                                                              \
    (const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb, void *c, size_t ldc, size_t m, \
     size_t n, size_t pairs, int narrows)

static void ck_pair_product_all_plain PAIR_PARAMETERS {
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            float sum = 0;
            for (size_t l = 0; l < pairs; l++) {
                uint32_t x = a[i * a_row + l * a_column], y = b[l * ldb + j];
                sum += ck_widen((uint16_t)(x >> 16)) * ck_widen((uint16_t)(y >> 16));
                sum += ck_widen((uint16_t)x) * ck_widen((uint16_t)y);
            }
            if (narrows) ((uint16_t *)c)[i * ldc + j] = ck_narrow(sum);
            else ((float *)c)[i * ldc + j] = sum;
        }
}

// A block of c, `high` rows by `wide` vectors of which `mask` tells the last one's columns, stays in registers while a's
// columns and b's rows stream by. `high` and `wide` are constants where this is called, so the loops unroll.
CK_BF16 static inline __attribute__((always_inline)) void
ck_pair_block(const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb, void *c, size_t ldc,
              size_t pairs, int narrows, __mmask16 mask, const int high, const int wide) {
    __m512 sums[12][2];
    for (int r = 0; r < high; r++)
        for (int v = 0; v < wide; v++) sums[r][v] = _mm512_setzero_ps();
    for (size_t l = 0; l < pairs; l++) {
        __m512i rows[2];
        for (int v = 0; v < wide; v++)
            rows[v] = _mm512_maskz_loadu_epi32(v + 1 == wide ? mask : (__mmask16)0xFFFF, b + l * ldb + 16 * v);
        for (int r = 0; r < high; r++) {
            __m512i x = _mm512_set1_epi32((int)a[r * a_row + l * a_column]);
            for (int v = 0; v < wide; v++)
                sums[r][v] = _mm512_dpbf16_ps(sums[r][v], (__m512bh)x, (__m512bh)rows[v]);
        }
    }
    for (int r = 0; r < high; r++)
        for (int v = 0; v < wide; v++) {
            __mmask16 kept = v + 1 == wide ? mask : (__mmask16)0xFFFF;
            if (narrows)
                _mm256_mask_storeu_epi16((uint16_t *)c + r * ldc + 16 * v, kept,
                                         (__m256i)_mm512_cvtneps_pbh(sums[r][v]));
            else _mm512_mask_storeu_ps((float *)c + r * ldc + 16 * v, kept, sums[r][v]);
        }
}

// All rows of 16 * `wide` columns, or of fewer, from `j`.
CK_BF16 static inline __attribute__((always_inline)) void
ck_pair_columns(const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb, void *c, size_t ldc,
                size_t m, size_t pairs, int narrows, size_t j, __mmask16 mask, const int wide) {
    size_t i = 0, width = narrows ? 2 : 4;
    for (; i + 12 <= m; i += 12)
        ck_pair_block(a + i * a_row, a_row, a_column, b + j, ldb, (char *)c + (i * ldc + j) * width, ldc, pairs,
                      narrows, mask, 12, wide);
    for (; i + 4 <= m; i += 4)
        ck_pair_block(a + i * a_row, a_row, a_column, b + j, ldb, (char *)c + (i * ldc + j) * width, ldc, pairs,
                      narrows, mask, 4, wide);
    for (; i < m; i++)
        ck_pair_block(a + i * a_row, a_row, a_column, b + j, ldb, (char *)c + (i * ldc + j) * width, ldc, pairs,
                      narrows, mask, 1, wide);
}

CK_BF16 static void ck_pair_product_all_bf16 PAIR_PARAMETERS {
    size_t j = 0;
    for (; j + 16 < n; j += 32) {
        __mmask16 mask = n - j >= 32 ? 0xFFFF : (__mmask16)((1u << (n - j - 16)) - 1);
        ck_pair_columns(a, a_row, a_column, b, ldb, c, ldc, m, pairs, narrows, j, mask, 2);
    }
    if (j < n)
        ck_pair_columns(a, a_row, a_column, b, ldb, c, ldc, m, pairs, narrows, j, (__mmask16)((1u << (n - j)) - 1), 1);
}

void ck_pair_product_plain(const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb, float *c,
                           size_t ldc, size_t m, size_t n, size_t pairs) {
    ck_pair_product_all_plain(a, a_row, a_column, b, ldb, c, ldc, m, n, pairs, 0);
}

void ck_pair_product(const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb, float *c,
                     size_t ldc, size_t m, size_t n, size_t pairs) {
    (ck_has_bf16() ? ck_pair_product_all_bf16 : ck_pair_product_all_plain)(a, a_row, a_column, b, ldb, c, ldc, m, n,
                                                                           pairs, 0);
}

void ck_pair_product_bf16_plain(const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb,
                                uint16_t *c, size_t ldc, size_t m, size_t n, size_t pairs) {
    ck_pair_product_all_plain(a, a_row, a_column, b, ldb, c, ldc, m, n, pairs, 1);
}

void ck_pair_product_bf16(const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb, uint16_t *c,
                          size_t ldc, size_t m, size_t n, size_t pairs) {
    (ck_has_bf16() ? ck_pair_product_all_bf16 : ck_pair_product_all_plain)(a, a_row, a_column, b, ldb, c, ldc, m, n,
                                                                           pairs, 1);
}

CK_INLINE void ck_pair_rows_body(const uint16_t *restrict x, size_t ldx, uint32_t *restrict y, size_t rows,
                                 size_t columns) {
    for (size_t r = 0; r + 1 < rows; r += 2)
        for (size_t c = 0; c < columns; c++)
            y[r / 2 * columns + c] = x[r * ldx + c] | (uint32_t)x[(r + 1) * ldx + c] << 16;
    if (rows % 2)
        for (size_t c = 0; c < columns; c++) y[rows / 2 * columns + c] = x[(rows - 1) * ldx + c];
}
KERNEL(void, , ck_pair_rows, (const uint16_t *x, size_t ldx, uint32_t *y, size_t rows, size_t columns),
       (x, ldx, y, rows, columns))
