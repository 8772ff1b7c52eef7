// Vector kernels over f32, row-major. Each has a plain twin (`_plain`) and AVX2 and AVX-512 variants made from the same
// body; the one dispatch is in dispatch.h and is decided by the processor the first time a kernel runs.
#ifndef CKERNELS_H
#define CKERNELS_H
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#define CK_DECLARE(name, result, ...) result name(__VA_ARGS__); result name##_plain(__VA_ARGS__);

/// The inner product of two vectors of n.
CK_DECLARE(ck_dot, float, const float *a, const float *b, size_t n)
/// scores (count) = the inner products of `query` (dimension) with rows of that length: those at `places` (count), or the
/// first `count` where that is null. What a row scores does not depend on where it stands, to the bit.
CK_DECLARE(ck_scan, void, const float *query, const float *rows, const uint32_t *_Nullable places, float *scores,
           size_t count, size_t dimension)
/// The places in scores (rows, columns), of the whole, that are at least as high as the bar of their column: bars (columns),
/// columns dividing by 16, `passing` with room for one more than all. Gives how many there are.
CK_DECLARE(ck_passing, size_t, const float *scores, const float *bars, uint32_t *passing, size_t rows, size_t columns)
/// y += a * x, over n.
CK_DECLARE(ck_axpy, void, float a, const float *x, float *y, size_t n)
/// y (rows, columns) += bias (columns).
CK_DECLARE(ck_add_bias, void, float *y, const float *bias, size_t rows, size_t columns)
/// y = x + bias by rows: x and y (rows, columns), bias (columns).
CK_DECLARE(ck_sum_bias, void, const float *x, const float *bias, float *y, size_t rows, size_t columns)
/// sums (columns) += the sum over rows of x (rows, columns).
CK_DECLARE(ck_sum_rows, void, const float *x, float *sums, size_t rows, size_t columns)
/// x = gelu(x + bias), the tanh form (Hendrycks & Gimpel 2016): x (rows, columns), bias (columns).
CK_DECLARE(ck_bias_gelu, void, float *x, const float *bias, size_t rows, size_t columns)
/// y = gelu(x + bias), and x becomes the slope of gelu at x + bias; y is not x.
CK_DECLARE(ck_bias_gelu_slope, void, float *x, const float *bias, float *y, size_t rows, size_t columns)
/// y *= x, over n.
CK_DECLARE(ck_multiply, void, const float *x, float *y, size_t n)
/// x (rows, columns) becomes gelu(x + bias), the exact form to 1e-6: x times the normal distribution below x.
CK_DECLARE(ck_bias_gelu_erf, void, float *x, const float *bias, size_t rows, size_t columns)
/// The same into y; x becomes the slope of it, for the way back.
CK_DECLARE(ck_bias_gelu_erf_slope, void, float *x, const float *bias, float *y, size_t rows, size_t columns)
/// x (rows, columns) becomes v s(1.702 v) of v = x + bias, s the logistic function: GELU as the first CLIP had it.
CK_DECLARE(ck_bias_gelu_quick, void, float *x, const float *bias, size_t rows, size_t columns)
/// The same into y; x becomes the slope of it, for the way back.
CK_DECLARE(ck_bias_gelu_quick_slope, void, float *x, const float *bias, float *y, size_t rows, size_t columns)
/// y = gain * (x - mean) * rstd + shift by rows; mean and rstd (rows) are kept for the way back.
CK_DECLARE(ck_layer_norm, void, const float *x, const float *gain, const float *shift, float *y, float *mean,
           float *rstd, size_t rows, size_t columns, float epsilon)
/// dx += the gradient of the rows; dgain, dshift (columns) += theirs.
CK_DECLARE(ck_layer_norm_backward, void, const float *x, const float *gain, const float *mean, const float *rstd,
           const float *dy, float *dx, float *dgain, float *dshift, size_t rows, size_t columns)
/// Softmax in place over the first `length` of each row of x (rows, columns), of x * scale; the rest becomes zero.
CK_DECLARE(ck_softmax, void, float *x, size_t rows, size_t columns, size_t length, float scale)
/// sums (rows) = log sum exp of each row of x * scale, and x (rows, columns) becomes its softmax.
CK_DECLARE(ck_log_sums, void, float *x, float *sums, size_t rows, size_t columns, float scale)
/// dp becomes scale * p * (dp - sum(p * dp)) by rows: the gradient before the softmax.
CK_DECLARE(ck_softmax_backward, void, const float *p, float *dp, size_t rows, size_t columns, float scale)
/// y = x / |x| by rows, with inverse (rows) = 1 / max(|x|, epsilon).
CK_DECLARE(ck_normalize, void, const float *x, float *y, float *inverse, size_t rows, size_t columns)
/// dx += inverse * (dy - y * sum(y * dy)) by rows.
CK_DECLARE(ck_normalize_backward, void, const float *y, const float *inverse, const float *dy, float *dx, size_t rows,
           size_t columns)
/// One AdamW step (Loshchilov & Hutter 2019) over n weights; `rate` holds the bias correction of the first moment,
/// `second` is 1 / (1 - beta2^step), `decay` is the learning rate times the weight decay.
CK_DECLARE(ck_adamw, void, float *w, const float *g, float *m, float *v, size_t n, float rate, float second,
           float beta1, float beta2, float epsilon, float decay, float gradient_scale)

/// c (m, n) = a b + kept * c, for tiles that fit a core's cache: a (m, k) has its elements `a_row` and `a_column` apart,
/// b (k, n) and c have rows of ldb and ldc in memory. Where `kept` is 0, c may hold anything before.
CK_DECLARE(ck_product, void, const float *a, size_t a_row, size_t a_column, const float *b, size_t ldb, float *c,
           size_t ldc, size_t m, size_t n, size_t k, float kept)
/// y (columns, rows) = the transpose of x (rows, columns), with rows of ldy and ldx in memory.
void ck_transpose(const float *x, size_t ldx, float *y, size_t ldy, size_t rows, size_t columns);

/// y = x rounded to bf16, to the nearest, ties to even; over n.
CK_DECLARE(ck_round_bf16, void, const float *x, uint16_t *y, size_t n)
/// The same on processors without an instruction for it.
CK_DECLARE(ck_round_bf16_without, void, const float *x, uint16_t *y, size_t n)
/// y = x, bf16, as f32; over n.
CK_DECLARE(ck_widen_bf16, void, const uint16_t *x, float *y, size_t n)
/// Whether the processor multiplies bf16 (AVX-512 BF16).
int ck_has_bf16(void);

/// y = x * inverse + zero, rounded to the nearest and held within a byte; x of bf16, over n.
CK_DECLARE(ck_quantize_bf16, void, const uint16_t *x, uint8_t *y, size_t n, float inverse, float zero)
/// y = (sums + shifts) * scales + bias, rounded to bf16; sums (rows, columns) are written over; the others (columns).
CK_DECLARE(ck_scale_bf16, void, float *sums, const float *shifts, const float *scales, const float *bias, uint16_t *y,
           size_t rows, size_t columns)
/// y += (sums + shifts) * scales by rows: y and sums (rows, columns), the others (columns).
CK_DECLARE(ck_scale_add, void, const float *sums, const float *shifts, const float *scales, float *y, size_t rows,
           size_t columns)
/// Whether the processor multiplies bytes and sums them in 32 bits (AVX-512 VNNI). Where it does not, sums of two products
/// are held within 16 bits, and come out wrong.
int ck_has_bytes(void);

/// `ck_layer_norm` to bf16.
CK_DECLARE(ck_layer_norm_bf16, void, const float *x, const float *gain, const float *shift, uint16_t *y, float *mean,
           float *rstd, size_t rows, size_t columns, float epsilon)
/// y = x rounded to bf16, and sums (columns) += the sum over rows of x (rows, columns).
CK_DECLARE(ck_round_sum_bf16, void, const float *x, uint16_t *y, float *sums, size_t rows, size_t columns)
/// sums (columns) += the sum over rows of x (rows, columns) of bf16.
CK_DECLARE(ck_sum_rows_bf16, void, const uint16_t *x, float *sums, size_t rows, size_t columns)
/// x *= slopes, both (rows, columns) of bf16, and sums (columns) += the sum over rows of that.
CK_DECLARE(ck_slopes_bf16, void, uint16_t *x, const uint16_t *slopes, float *sums, size_t rows, size_t columns)
/// x = gelu(x), n values of bf16: the tanh form, the exact one, that of the first CLIP. With `_slope`, y = gelu(x) and x
/// becomes the slope there.
CK_DECLARE(ck_gelu_bf16, void, uint16_t *x, size_t n)
CK_DECLARE(ck_gelu_bf16_slope, void, uint16_t *x, uint16_t *y, size_t n)
CK_DECLARE(ck_gelu_erf_bf16, void, uint16_t *x, size_t n)
CK_DECLARE(ck_gelu_erf_bf16_slope, void, uint16_t *x, uint16_t *y, size_t n)
CK_DECLARE(ck_gelu_quick_bf16, void, uint16_t *x, size_t n)
CK_DECLARE(ck_gelu_quick_bf16_slope, void, uint16_t *x, uint16_t *y, size_t n)

/// c (m, n) = a b, of bf16 by pairs: a (m, pairs) has its pairs `a_row` and `a_column` apart, b (pairs, n) has rows of ldb
/// pairs in memory, each the factors of two rows of the matrix meant; c of f32 or, with `_bf16`, of bf16, has rows of ldc.
CK_DECLARE(ck_pair_product, void, const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb,
           float *c, size_t ldc, size_t m, size_t n, size_t pairs)
CK_DECLARE(ck_pair_product_bf16, void, const uint32_t *a, size_t a_row, size_t a_column, const uint32_t *b, size_t ldb,
           uint16_t *c, size_t ldc, size_t m, size_t n, size_t pairs)
/// y (half of the rows, rounded up; columns) = pairs of each two rows of x (rows, columns), with rows of ldx in memory;
/// the last of an odd number is paired with zeros.
CK_DECLARE(ck_pair_rows, void, const uint16_t *x, size_t ldx, uint32_t *y, size_t rows, size_t columns)
/// `ck_softmax` in place of x, and the same in y of bf16 with rows of ldy, zero beyond the columns.
CK_DECLARE(ck_softmax_bf16, void, float *x, uint16_t *y, size_t ldy, size_t rows, size_t columns, size_t length,
           float scale)
/// `ck_softmax_backward` in place of dp, and the same in y of bf16 with rows of ldy, zero beyond the columns.
CK_DECLARE(ck_softmax_backward_bf16, void, const float *p, float *dp, uint16_t *y, size_t ldy, size_t rows,
           size_t columns, float scale)

/// How far the details of two grey pictures (CK_SKETCH_SIDE, CK_SKETCH_SIDE) agree where they fit best, 0...1: each is searched,
/// either way round, for the part that the other shows.
#define CK_SKETCH_SIDE 128
CK_DECLARE(ck_overlay, float, const uint8_t *a, const uint8_t *b)

/// A number that tells these n bytes from others, going on from `seed`. Made for little-endian machines; not for secrets.
uint64_t ck_fingerprint(const void *bytes, size_t n, uint64_t seed);

/// Patches of x (height, width, channels) as rows (out_height * out_width, size * size * channels), zero outside.
void ck_unfold(const float *x, float *rows, size_t height, size_t width, size_t channels, size_t size, size_t step,
               size_t padding);
/// The transpose of `ck_unfold`: dx += the patches laid back.
void ck_fold(const float *rows, float *dx, size_t height, size_t width, size_t channels, size_t size, size_t step,
             size_t padding);

/// y (places, 3) = the row x (pixels, 3) of 8-bit RGB at another width: place i is the sum over `taps` pixels from
/// starts[i], their weights (places, taps, 4) in units of 2^-22 and the same for each channel, rounded and held within a
/// byte. `taps` divides by 4. `row` is room for all that the weights reach, (at least pixels, 4); where it goes beyond
/// the pixels, they are zero.
CK_DECLARE(ck_resample_across, void, const uint8_t *x, size_t pixels, uint8_t *row, const int32_t *starts,
           const int32_t *weights, uint8_t *y, size_t places, size_t taps)
/// y (bytes) = the sum of `taps` rows of x, `stride` apart, with those weights, rounded and held in the same way.
CK_DECLARE(ck_resample_down, void, const uint8_t *x, size_t stride, const int32_t *weights, uint8_t *y, size_t bytes,
           size_t taps)

/// y (rows, places, 3), its rows `y_stride` apart = a part of a picture of bytes, `levels` of each row and its rows `stride` apart,
/// at another size: row r is the sum over `down_taps` rows from tops[r] with its weights in `down` (rows, down_taps), place
/// i of it that over `across_taps` pixels from lefts[i] with those in `across` (places, across_taps); in f32, rounded at the
/// end and held within a byte. `room` is for (CK_RESIZED_LANES + 1, levels).
#define CK_RESIZED_LANES 16
CK_DECLARE(ck_resize, void, const uint8_t *x, size_t stride, size_t levels, const int32_t *tops, const float *down,
           size_t down_taps, size_t rows, const int32_t *lefts, const float *across, size_t across_taps, size_t places,
           float *room, uint8_t *y, size_t y_stride)

/// How many directions `ck_oriented_gradients` tells apart; half as many where an edge and its reverse are one.
enum { CK_DIRECTIONS = 16 };
/// Which way the edges of a picture run: pixels (side, side, 3) to (cells, cells, 24), `cells` dividing `side`. Of each
/// cell the roots of the summed gradients by their 16 directions, and by the 8 without sign; all of it at mean zero and
/// deviation one, or zero where the picture is flat.
void ck_oriented_gradients(const float *pixels, float *histograms, size_t side, size_t cells);

#pragma clang assume_nonnull end
#endif
