// What is fine in two windows of MOST_CELLS squared, and how far it agrees.
#ifndef CK_DETAILS_H
#define CK_DETAILS_H
#include "windows.h"

enum { CELLS = MOST_CELLS * MOST_CELLS, BLOCK = 10, BLOCKS = MOST_CELLS / BLOCK, REACH = 4 };

// Gauss's curve of 1.5 cells, by distance; they add up to one.
static const float BLUR[REACH + 1] = {0.26608f, 0.21306f, 0.10939f, 0.03601f, 0.00760f};

CK_INLINE int held(int at) { return at < 0 ? 0 : at >= MOST_CELLS ? MOST_CELLS - 1 : at; }

// Beyond the border the cells go on as they end.
CK_INLINE void blur(const float *x, float *y) {
    float across[CELLS], line[MOST_CELLS + 2 * REACH];
    for (int j = 0; j < MOST_CELLS; j++) {
        for (int i = -REACH; i < MOST_CELLS + REACH; i++) line[i + REACH] = x[j * MOST_CELLS + held(i)];
        for (int i = 0; i < MOST_CELLS; i++) {
            float sum = BLUR[0] * line[i + REACH];
            for (int d = 1; d <= REACH; d++) sum += BLUR[d] * (line[i + REACH - d] + line[i + REACH + d]);
            across[j * MOST_CELLS + i] = sum;
        }
    }
    for (int j = 0; j < MOST_CELLS; j++)
        for (int i = 0; i < MOST_CELLS; i++) {
            float sum = BLUR[0] * across[j * MOST_CELLS + i];
            for (int d = 1; d <= REACH; d++)
                sum += BLUR[d] * (across[held(j - d) * MOST_CELLS + i] + across[held(j + d) * MOST_CELLS + i]);
            y[j * MOST_CELLS + i] = sum;
        }
}

// What a blur takes away of cells, each in parts of how much that is around it (Jarrett et al. 2009): the weave of a cloth
// counts beside its outline.
CK_INLINE void keep_details(float *cells) {
    // In parts of the spread of the whole: what is less is noise.
    const float least = .3f;
    float blurred[CELLS], squares[CELLS];
    make_unit(cells, CELLS);
    blur(cells, blurred);
    for (int i = 0; i < CELLS; i++) {
        cells[i] = (cells[i] - blurred[i]) * MOST_CELLS;
        squares[i] = cells[i] * cells[i];
    }
    blur(squares, blurred);
    for (int i = 0; i < CELLS; i++) cells[i] /= sqrtf(blurred[i]) + least;
}

// Block by block twice the product over the sum of the squares, -1...1, and of these the median by how much there is in each
// block: a watermark over a third of the picture changes it little.
CK_INLINE float agreement(const float *a, const float *b) {
    float found[BLOCKS * BLOCKS], weights[BLOCKS * BLOCKS], total = 0;
    int count = 0;
    for (int block = 0; block < BLOCKS * BLOCKS; block++) {
        int start = block / BLOCKS * BLOCK * MOST_CELLS + block % BLOCKS * BLOCK;
        float sum_a = 0, sum_b = 0, square_a = 0, square_b = 0, product = 0;
        for (int j = 0; j < BLOCK; j++)
            for (int i = 0; i < BLOCK; i++) {
                float x = a[start + j * MOST_CELLS + i], y = b[start + j * MOST_CELLS + i];
                sum_a += x, sum_b += y, square_a += x * x, square_b += y * y, product += x * y;
            }
        const float size = BLOCK * BLOCK;
        float weight = square_a + square_b - (sum_a * sum_a + sum_b * sum_b) / size;
        float value = weight > 1e-6f ? 2 * (product - sum_a * sum_b / size) / weight : 0;
        int at = count++;
        for (; at > 0 && found[at - 1] > value; at--) found[at] = found[at - 1], weights[at] = weights[at - 1];
        found[at] = value, weights[at] = weight;
        total += weight;
    }
    if (total < 1e-6f) return 0;
    float seen = 0;
    for (int i = 0; i < count; i++)
        if ((seen += weights[i]) * 2 >= total) return found[i];
    return found[count - 1];
}
#endif
