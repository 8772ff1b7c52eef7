// Patches of a picture as rows of a matrix, and back: with them a convolution is a matrix product.
#include "CKernels.h"
#include <string.h>

void ck_unfold(const float *x, float *rows, size_t height, size_t width, size_t channels, size_t size, size_t step,
               size_t padding) {
    size_t high = (height + 2 * padding - size) / step + 1, wide = (width + 2 * padding - size) / step + 1;
    for (size_t oy = 0; oy < high; oy++)
        for (size_t ox = 0; ox < wide; ox++)
            for (size_t ky = 0; ky < size; ky++)
                for (size_t kx = 0; kx < size; kx++, rows += channels) {
                    size_t y = oy * step + ky - padding, at = ox * step + kx - padding;
                    // A place left of or above the picture wraps to a huge number and fails the same test.
                    if (y < height && at < width)
                        memcpy(rows, x + (y * width + at) * channels, channels * sizeof *x);
                    else
                        memset(rows, 0, channels * sizeof *x);
                }
}

void ck_fold(const float *rows, float *dx, size_t height, size_t width, size_t channels, size_t size, size_t step,
             size_t padding) {
    size_t high = (height + 2 * padding - size) / step + 1, wide = (width + 2 * padding - size) / step + 1;
    for (size_t oy = 0; oy < high; oy++)
        for (size_t ox = 0; ox < wide; ox++)
            for (size_t ky = 0; ky < size; ky++)
                for (size_t kx = 0; kx < size; kx++, rows += channels) {
                    size_t y = oy * step + ky - padding, at = ox * step + kx - padding;
                    if (y < height && at < width) ck_axpy(1, rows, dx + (y * width + at) * channels, channels);
                }
}
