// How near stored rows are to a question, for many rows at a time: rows of bytes and rows of f32, each in variants for
// the processors there are, chosen once when the first is asked for.
//
// Nearness is an int32 that grows with the inner product, so that one walk serves both storages: of bytes the sum of
// products itself, of f32 the bits of the inner product in the order of numbers.
#ifndef CFAISS_KERNELS_H
#define CFAISS_KERNELS_H
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace cfaiss {

/// Rows of codes start at whole cache lines.
constexpr size_t line = 64;
constexpr size_t rounded(size_t n) { return (n + line - 1) / line * line; }
/// What a code of zero is: codes are bytes above it and below it, since the processor multiplies bytes without a sign
/// by bytes with one.
constexpr uint8_t middle = 128;

/// The nearness of rows `ids` (n) of `table`, `stride` bytes a row, to a question as long as a row: of s8 against codes
/// of u8, or of f32 (dimension stride / 4) against f32. `shift` is taken away from sums of bytes.
using Nearness = void (*)(const void *question, int32_t shift, const uint8_t *table, size_t stride, const uint32_t *ids,
                          size_t n, int32_t *found);

struct Kernels {
    const char *name;
    Nearness bytes;
    Nearness floats;
};

/// The widest that this processor has.
const Kernels &kernels();
/// Every variant that this processor has, the plain one first.
size_t variants(const Kernels **first);

/// A float as an int32 of the same order; none is NaN.
inline int32_t ordered(float x) {
    int32_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    return bits ^ ((bits >> 31) & 0x7fffffff);
}
inline float unordered(int32_t bits) {
    bits ^= (bits >> 31) & 0x7fffffff;
    float x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
}

/// Asks for a row's cache lines before they are needed.
inline void fetch(const uint8_t *row, size_t bytes) {
    for (size_t at = 0; at < bytes; at += line) __builtin_prefetch(row + at);
}

}  // namespace cfaiss
#endif
