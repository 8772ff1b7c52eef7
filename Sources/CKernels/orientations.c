// Histograms of oriented gradients (Dalal & Triggs 2005), with and without the gradient's sign, as deformable part models
// read them (Felzenszwalb et al. 2010, section 6).
#include "CKernels.h"
#include <math.h>
#include <string.h>

// The widest of the three channels' gradients: a coloured edge counts as one, whatever its colours.
static float steepest(const float *left, const float *right, const float *above, const float *below, float *x, float *y) {
    float best = -1;
    for (size_t c = 0; c < 3; c++) {
        float dx = right[c] - left[c], dy = below[c] - above[c], square = dx * dx + dy * dy;
        if (square > best) best = square, *x = dx, *y = dy;
    }
    return sqrtf(best);
}

void ck_oriented_gradients(const float *pixels, float *histograms, size_t side, size_t cells) {
    enum { directions = CK_DIRECTIONS, all = CK_DIRECTIONS + CK_DIRECTIONS / 2 };
    const size_t row = side * 3, size = side / cells, count = cells * cells * all;
    const float turn = directions / 6.2831853f;
    memset(histograms, 0, count * sizeof *histograms);
    for (size_t y = 0; y < side; y++)
        for (size_t x = 0; x < side; x++) {
            const float *at = pixels + y * row + x * 3;
            float dx = 0, dy = 0;
            // Beyond the border the picture goes on as it ends.
            float strength = steepest(at - (x > 0 ? 3 : 0), at + (x + 1 < side ? 3 : 0), at - (y > 0 ? row : 0),
                                      at + (y + 1 < side ? row : 0), &dx, &dy);
            if (!(strength > 0)) continue;
            // Shared between the two nearest directions, so that a small turn is a small change.
            float angle = atan2f(dy, dx) * turn;
            if (angle < 0) angle += directions;
            size_t low = (size_t)angle % directions;
            float share = angle - floorf(angle);
            float *cell = histograms + (y / size * cells + x / size) * all;
            cell[low] += strength * (1 - share);
            cell[(low + 1) % directions] += strength * share;
        }
    double sum = 0, squares = 0;
    for (size_t cell = 0; cell < cells * cells; cell++) {
        float *own = histograms + cell * all;
        for (size_t k = 0; k < directions / 2; k++) own[directions + k] = own[k] + own[k + directions / 2];
        // The root keeps a few strong edges from drowning many fine ones.
        for (size_t k = 0; k < all; k++) {
            own[k] = sqrtf(own[k]);
            sum += own[k], squares += (double)own[k] * own[k];
        }
    }
    double mean = sum / (double)count, variance = squares / (double)count - mean * mean;
    float scale = variance > 1e-12 ? (float)(1 / sqrt(variance)) : 0;
    for (size_t at = 0; at < count; at++) histograms[at] = (histograms[at] - (float)mean) * scale;
}
