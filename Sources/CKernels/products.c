// Products of small matrices: tiles of attention, too small for a library to prepare for.
#include "dispatch.h"

typedef float v4 __attribute__((vector_size(16), aligned(4)));
typedef float v8 __attribute__((vector_size(32), aligned(4)));
typedef float v16 __attribute__((vector_size(64), aligned(4)));

// A block of c, `high` rows by `wide` vectors V, stays in registers while a's columns and b's rows stream by. `high` and
// `wide` are constants where this is called, so the loops unroll.
#define BLOCK(NAME, V)                                                                                               \
    CK_INLINE void NAME(const float *a, size_t a_row, size_t a_column, const float *b, size_t ldb, float *c,         \
                        size_t ldc, size_t k, float kept, const int high, const int wide) {                          \
        V sums[12][2];                                                                                               \
        for (int r = 0; r < high; r++)                                                                               \
            for (int v = 0; v < wide; v++) sums[r][v] = (V){0};                                                      \
        for (size_t l = 0; l < k; l++)                                                                               \
            for (int r = 0; r < high; r++)                                                                           \
                for (int v = 0; v < wide; v++)                                                                       \
                    sums[r][v] += a[r * a_row + l * a_column] * ((const V *)(b + l * ldb))[v];                       \
        for (int r = 0; r < high; r++)                                                                               \
            for (int v = 0; v < wide; v++) {                                                                         \
                V *to = (V *)(c + r * ldc) + v;                                                                      \
                *to = kept == 0 ? sums[r][v] : *to * kept + sums[r][v];                                              \
            }                                                                                                        \
    }
#pragma clang fp contract(fast)
BLOCK(ck_block4, v4)
BLOCK(ck_block8, v8)
BLOCK(ck_block16, v16)

// All rows of the `count` columns from `j`: `high` rows at a time, then one by one.
#define ROWS(BLOCK, HIGH, WIDE)                                                                                      \
    do {                                                                                                             \
        size_t i = 0;                                                                                                \
        for (; i + HIGH <= m; i += HIGH)                                                                             \
            BLOCK(a + i * a_row, a_row, a_column, b + j, ldb, c + i * ldc + j, ldc, k, kept, HIGH, WIDE);            \
        for (; i < m; i++)                                                                                           \
            BLOCK(a + i * a_row, a_row, a_column, b + j, ldb, c + i * ldc + j, ldc, k, kept, 1, WIDE);               \
    } while (0)

// The last columns, fewer than a vector.
CK_INLINE void ck_last_columns(const float *a, size_t a_row, size_t a_column, const float *b, size_t ldb, float *c,
                               size_t ldc, size_t m, size_t n, size_t k, float kept, size_t j) {
    for (; j < n; j++)
        for (size_t i = 0; i < m; i++) {
            float sum = 0;
            for (size_t l = 0; l < k; l++) sum += a[i * a_row + l * a_column] * b[l * ldb + j];
            c[i * ldc + j] = kept == 0 ? sum : c[i * ldc + j] * kept + sum;
        }
}

#define PRODUCT_PARAMETERS                                                                                           \
    (const float *a, size_t a_row, size_t a_column, const float *b, size_t ldb, float *c, size_t ldc, size_t m,      \
     size_t n, size_t k, float kept)
#define PRODUCT_ARGUMENTS (a, a_row, a_column, b, ldb, c, ldc, m, n, k, kept)

void ck_product_plain PRODUCT_PARAMETERS { ck_last_columns(a, a_row, a_column, b, ldb, c, ldc, m, n, k, kept, 0); }

// Twelve of the sixteen registers hold sums.
CK_AVX2 static void ck_product_avx2 PRODUCT_PARAMETERS {
    size_t j = 0;
    for (; j + 16 <= n; j += 16) ROWS(ck_block8, 6, 2);
    for (; j + 8 <= n; j += 8) ROWS(ck_block8, 6, 1);
    for (; j + 4 <= n; j += 4) ROWS(ck_block4, 6, 1);
    ck_last_columns(a, a_row, a_column, b, ldb, c, ldc, m, n, k, kept, j);
}

// Twenty-four of the thirty-two registers hold sums.
CK_AVX512 static void ck_product_avx512 PRODUCT_PARAMETERS {
    size_t j = 0;
    for (; j + 32 <= n; j += 32) ROWS(ck_block16, 12, 2);
    for (; j + 16 <= n; j += 16) ROWS(ck_block16, 12, 1);
    for (; j + 8 <= n; j += 8) ROWS(ck_block8, 12, 1);
    for (; j + 4 <= n; j += 4) ROWS(ck_block4, 12, 1);
    ck_last_columns(a, a_row, a_column, b, ldb, c, ldc, m, n, k, kept, j);
}

void ck_product PRODUCT_PARAMETERS {
    switch (ck_level()) {
    case 2: ck_product_avx512 PRODUCT_ARGUMENTS; break;
    case 1: ck_product_avx2 PRODUCT_ARGUMENTS; break;
    default: ck_product_plain PRODUCT_ARGUMENTS;
    }
}

void ck_transpose(const float *x, size_t ldx, float *y, size_t ldy, size_t rows, size_t columns) {
    size_t r = 0;
    for (; r + 4 <= rows; r += 4) {
        size_t c = 0;
        for (; c + 4 <= columns; c += 4) {
            const float *from = x + r * ldx + c;
            v4 p = *(const v4 *)from, q = *(const v4 *)(from + ldx);
            v4 s = *(const v4 *)(from + 2 * ldx), t = *(const v4 *)(from + 3 * ldx);
            v4 pq = __builtin_shufflevector(p, q, 0, 4, 1, 5), st = __builtin_shufflevector(s, t, 0, 4, 1, 5);
            v4 pq2 = __builtin_shufflevector(p, q, 2, 6, 3, 7), st2 = __builtin_shufflevector(s, t, 2, 6, 3, 7);
            float *to = y + c * ldy + r;
            *(v4 *)to = __builtin_shufflevector(pq, st, 0, 1, 4, 5);
            *(v4 *)(to + ldy) = __builtin_shufflevector(pq, st, 2, 3, 6, 7);
            *(v4 *)(to + 2 * ldy) = __builtin_shufflevector(pq2, st2, 0, 1, 4, 5);
            *(v4 *)(to + 3 * ldy) = __builtin_shufflevector(pq2, st2, 2, 3, 6, 7);
        }
        for (; c < columns; c++)
            for (size_t i = r; i < r + 4; i++) y[c * ldy + i] = x[i * ldx + c];
    }
    for (; r < rows; r++)
        for (size_t c = 0; c < columns; c++) y[c * ldy + r] = x[r * ldx + c];
}
