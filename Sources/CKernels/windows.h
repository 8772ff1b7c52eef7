// Windows into a grey picture of CK_SKETCH_SIDE squared, of any place and extent in fractions of a pixel, and how alike two of
// them are. A window's cells are sums over the part of the picture that they cover, read off a table of sums (Crow 1984).
#ifndef CK_WINDOWS_H
#define CK_WINDOWS_H
#include "dispatch.h"
#include <math.h>
#include <string.h>

enum {
    // The table has a row and a column of zeros before the picture's.
    TABLE_ROW = CK_SKETCH_SIDE + 1,
    TABLE = TABLE_ROW * TABLE_ROW,
    // The most cells that a window is across.
    MOST_CELLS = 60,
};

// In pixels.
typedef struct {
    float left, top, right, bottom;
} Box;

CK_INLINE void sum_up(const uint8_t *grey, float *table) {
    memset(table, 0, sizeof(float) * TABLE_ROW);
    for (int y = 0; y < CK_SKETCH_SIDE; y++) {
        float *row = table + (y + 1) * TABLE_ROW, sum = 0;
        row[0] = 0;
        for (int x = 0; x < CK_SKETCH_SIDE; x++) {
            // About the middle, so that the sums stay small and f32 holds them to the unit.
            sum += (float)grey[y * CK_SKETCH_SIDE + x] - 128;
            row[x + 1] = row[x + 1 - TABLE_ROW] + sum;
        }
    }
}

// cells (n, n) of a window.
CK_INLINE void look(const float *table, Box box, int n, float *cells) {
    const int last = CK_SKETCH_SIDE - 1;
    int at[MOST_CELLS + 1];
    float part[MOST_CELLS + 1], line[TABLE_ROW], above[MOST_CELLS + 1], below[MOST_CELLS + 1];
    for (int i = 0; i <= n; i++) {
        float x = box.left + (box.right - box.left) * (float)i / (float)n;
        at[i] = (int)x < last ? (int)x : last;
        part[i] = x - (float)at[i];
    }
    for (int j = 0; j <= n; j++) {
        float y = box.top + (box.bottom - box.top) * (float)j / (float)n;
        int row = (int)y < last ? (int)y : last;
        const float *upper = table + row * TABLE_ROW, *lower = upper + TABLE_ROW;
        float share = y - (float)row;
        for (int x = 0; x < TABLE_ROW; x++) line[x] = upper[x] + share * (lower[x] - upper[x]);
        for (int i = 0; i <= n; i++) below[i] = line[at[i]] + part[i] * (line[at[i] + 1] - line[at[i]]);
        if (j > 0)
            for (int i = 0; i < n; i++) cells[(j - 1) * n + i] = below[i + 1] - below[i] - above[i + 1] + above[i];
        memcpy(above, below, sizeof(float) * (size_t)(n + 1));
    }
}

// Mean zero and length one; all zero where every cell is the same.
CK_INLINE void make_unit(float *cells, int count) {
    float mean = 0, square = 0;
    for (int i = 0; i < count; i++) mean += cells[i];
    mean /= (float)count;
    for (int i = 0; i < count; i++) {
        cells[i] -= mean;
        square += cells[i] * cells[i];
    }
    float inverse = square > 1e-3f ? 1 / sqrtf(square) : 0;
    for (int i = 0; i < count; i++) cells[i] *= inverse;
}

// The correlation of cells with others that are of mean zero and length one.
CK_INLINE float correlation(const float *cells, const float *unit, int count) {
    float sum = 0, square = 0, product = 0;
    for (int i = 0; i < count; i++) {
        sum += cells[i];
        square += cells[i] * cells[i];
        product += cells[i] * unit[i];
    }
    float spread = square - sum * sum / (float)count;
    return spread > 1e-3f ? product / sqrtf(spread) : 0;
}

// The same, turned over where `turned`.
CK_INLINE void look_at_unit(const float *table, Box box, int turned, int n, float *cells) {
    look(table, box, n, cells);
    if (turned)
        for (int y = 0; y < n; y++)
            for (int x = 0; x < n / 2; x++) {
                float one = cells[y * n + x];
                cells[y * n + x] = cells[y * n + n - 1 - x];
                cells[y * n + n - 1 - x] = one;
            }
    make_unit(cells, n * n);
}
#endif
