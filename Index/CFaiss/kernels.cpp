#include "kernels.h"

#include <immintrin.h>

namespace cfaiss {
namespace {

/// So many rows ahead are asked for: what memory answers while four rows are summed, several times over.
constexpr size_t ahead = 12;

// Rows in fours: one load of the question serves four, and their sums are added up together. `SUMS` gives the sums of
// the four rows at a, b, c, d.
#define FOURS(TARGET, NAME, SUMS)                                                                                    \
    TARGET void NAME(const void *question, int32_t shift, const uint8_t *table, size_t stride, const uint32_t *ids, \
                     size_t n, int32_t *found) {                                                                     \
        for (size_t i = 0; i < n && i < ahead; i++) fetch(table + ids[i] * stride, stride);                          \
        for (size_t i = 0; i < n; i += 4) {                                                                          \
            for (size_t k = i + ahead; k < n && k < i + ahead + 4; k++) fetch(table + ids[k] * stride, stride);      \
            const uint8_t *rows[4];                                                                                  \
            for (size_t k = 0; k < 4; k++) rows[k] = table + ids[i + k < n ? i + k : n - 1] * stride;                \
            int32_t four[4];                                                                                         \
            SUMS(question, shift, rows, stride, four);                                                               \
            for (size_t k = 0; k < 4 && i + k < n; k++) found[i + k] = four[k];                                      \
        }                                                                                                            \
    }

// The plain ones, which the others are held against.

inline void bytes_plain(const void *question, int32_t shift, const uint8_t *const *rows, size_t stride, int32_t *four) {
    auto *asked = static_cast<const int8_t *>(question);
    for (size_t k = 0; k < 4; k++) {
        int32_t sum = 0;
        for (size_t at = 0; at < stride; at++) sum += int32_t(asked[at]) * int32_t(rows[k][at]);
        four[k] = sum - shift;
    }
}

inline void floats_plain(const void *question, int32_t, const uint8_t *const *rows, size_t stride, int32_t *four) {
    auto *asked = static_cast<const float *>(question);
    for (size_t k = 0; k < 4; k++) {
        auto *row = reinterpret_cast<const float *>(rows[k]);
        float sum = 0;
        for (size_t at = 0; at < stride / 4; at++) sum += asked[at] * row[at];
        four[k] = ordered(sum);
    }
}

FOURS(, bytes_plain_rows, bytes_plain)
FOURS(, floats_plain_rows, floats_plain)

#if defined(__x86_64__)
#define TARGET_AVX2 __attribute__((target("avx2,fma")))
#define TARGET_AVXVNNI __attribute__((target("avx2,fma,avxvnni")))
#define TARGET_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma")))
#define TARGET_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")))

/// The totals of four registers of eight.
TARGET_AVX2 inline __m128i totals(__m256i a, __m256i b, __m256i c, __m256i d) {
    __m256i ab = _mm256_hadd_epi32(a, b), cd = _mm256_hadd_epi32(c, d), all = _mm256_hadd_epi32(ab, cd);
    return _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}
TARGET_AVX2 inline __m128 totals(__m256 a, __m256 b, __m256 c, __m256 d) {
    __m256 ab = _mm256_hadd_ps(a, b), cd = _mm256_hadd_ps(c, d), all = _mm256_hadd_ps(ab, cd);
    return _mm_add_ps(_mm256_castps256_ps128(all), _mm256_extractf128_ps(all, 1));
}
TARGET_AVX512 inline __m256i halved(__m512i a) {
    return _mm256_add_epi32(_mm512_castsi512_si256(a), _mm512_extracti64x4_epi64(a, 1));
}
TARGET_AVX512 inline __m256 halved(__m512 a) {
    return _mm256_add_ps(_mm512_castps512_ps256(a), _mm512_extractf32x8_ps(a, 1));
}
TARGET_AVX2 inline void put(__m128i sums, int32_t shift, int32_t *four) {
    _mm_storeu_si128(reinterpret_cast<__m128i *>(four), _mm_sub_epi32(sums, _mm_set1_epi32(shift)));
}
TARGET_AVX2 inline void put(__m128 sums, int32_t *four) {
    // `ordered`, for four.
    __m128i bits = _mm_castps_si128(sums);
    __m128i flips = _mm_and_si128(_mm_srai_epi32(bits, 31), _mm_set1_epi32(0x7fffffff));
    _mm_storeu_si128(reinterpret_cast<__m128i *>(four), _mm_xor_si128(bits, flips));
}

/// Sixteen products of u8 and s8 would not fit 16 bits in pairs, as `maddubs` sums them: both are widened first.
TARGET_AVX2 inline void bytes_avx2(const void *question, int32_t shift, const uint8_t *const *rows, size_t stride,
                                   int32_t *four) {
    auto *asked = static_cast<const int8_t *>(question);
    __m256i sums[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
    for (size_t at = 0; at < stride; at += 16) {
        __m256i q = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i *>(asked + at)));
        for (size_t k = 0; k < 4; k++) {
            __m256i row = _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i *>(rows[k] + at)));
            sums[k] = _mm256_add_epi32(sums[k], _mm256_madd_epi16(row, q));
        }
    }
    put(totals(sums[0], sums[1], sums[2], sums[3]), shift, four);
}

TARGET_AVXVNNI inline void bytes_avxvnni(const void *question, int32_t shift, const uint8_t *const *rows,
                                         size_t stride, int32_t *four) {
    auto *asked = static_cast<const uint8_t *>(question);
    __m256i sums[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
    for (size_t at = 0; at < stride; at += 32) {
        __m256i q = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(asked + at));
        for (size_t k = 0; k < 4; k++)
            sums[k] = _mm256_dpbusd_avx_epi32(
                sums[k], _mm256_loadu_si256(reinterpret_cast<const __m256i *>(rows[k] + at)), q);
    }
    put(totals(sums[0], sums[1], sums[2], sums[3]), shift, four);
}

TARGET_VNNI inline void bytes_vnni(const void *question, int32_t shift, const uint8_t *const *rows, size_t stride,
                                   int32_t *four) {
    auto *asked = static_cast<const uint8_t *>(question);
    __m512i sums[4] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512()};
    for (size_t at = 0; at < stride; at += 64) {
        __m512i q = _mm512_loadu_si512(asked + at);
        for (size_t k = 0; k < 4; k++) sums[k] = _mm512_dpbusd_epi32(sums[k], _mm512_loadu_si512(rows[k] + at), q);
    }
    put(totals(halved(sums[0]), halved(sums[1]), halved(sums[2]), halved(sums[3])), shift, four);
}

/// The last numbers of a row of f32, fewer than a register holds.
inline void rest(const float *asked, const uint8_t *const *rows, size_t from, size_t n, __m128 *sums) {
    float more[4] = {0, 0, 0, 0};
    for (size_t at = from; at < n; at++)
        for (size_t k = 0; k < 4; k++) more[k] += asked[at] * reinterpret_cast<const float *>(rows[k])[at];
    *sums = _mm_add_ps(*sums, _mm_loadu_ps(more));
}

TARGET_AVX2 inline void floats_avx2(const void *question, int32_t, const uint8_t *const *rows, size_t stride,
                                    int32_t *four) {
    auto *asked = static_cast<const float *>(question);
    size_t n = stride / 4, at = 0;
    __m256 sums[4] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
    for (; at + 8 <= n; at += 8) {
        __m256 q = _mm256_loadu_ps(asked + at);
        for (size_t k = 0; k < 4; k++)
            sums[k] = _mm256_fmadd_ps(q, _mm256_loadu_ps(reinterpret_cast<const float *>(rows[k]) + at), sums[k]);
    }
    __m128 all = totals(sums[0], sums[1], sums[2], sums[3]);
    rest(asked, rows, at, n, &all);
    put(all, four);
}

TARGET_AVX512 inline void floats_avx512(const void *question, int32_t, const uint8_t *const *rows, size_t stride,
                                        int32_t *four) {
    auto *asked = static_cast<const float *>(question);
    size_t n = stride / 4, at = 0;
    __m512 sums[4] = {_mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps()};
    for (; at + 16 <= n; at += 16) {
        __m512 q = _mm512_loadu_ps(asked + at);
        for (size_t k = 0; k < 4; k++)
            sums[k] = _mm512_fmadd_ps(q, _mm512_loadu_ps(reinterpret_cast<const float *>(rows[k]) + at), sums[k]);
    }
    __m128 all = totals(halved(sums[0]), halved(sums[1]), halved(sums[2]), halved(sums[3]));
    rest(asked, rows, at, n, &all);
    put(all, four);
}

FOURS(TARGET_AVX2, bytes_avx2_rows, bytes_avx2)
FOURS(TARGET_AVXVNNI, bytes_avxvnni_rows, bytes_avxvnni)
FOURS(TARGET_VNNI, bytes_vnni_rows, bytes_vnni)
FOURS(TARGET_AVX2, floats_avx2_rows, floats_avx2)
FOURS(TARGET_AVX512, floats_avx512_rows, floats_avx512)
#endif

struct Variants {
    Kernels all[5];
    size_t count = 0;
    Variants() {
        all[count++] = {"plain", bytes_plain_rows, floats_plain_rows};
#if defined(__x86_64__)
        if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return;
        all[count++] = {"AVX2", bytes_avx2_rows, floats_avx2_rows};
        if (__builtin_cpu_supports("avxvnni")) all[count++] = {"AVX-VNNI", bytes_avxvnni_rows, floats_avx2_rows};
        if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
            !__builtin_cpu_supports("avx512vl") || !__builtin_cpu_supports("avx512dq"))
            return;
        // Bytes by 256 bits where the wider unit lacks the instruction.
        all[count] = {"AVX-512", all[count - 1].bytes, floats_avx512_rows};
        count++;
        if (__builtin_cpu_supports("avx512vnni")) all[count++] = {"AVX-512 VNNI", bytes_vnni_rows, floats_avx512_rows};
#endif
    }
};

const Variants &all_variants() {
    static const Variants variants;
    return variants;
}

}  // namespace

const Kernels &kernels() {
    static const Kernels &widest = all_variants().all[all_variants().count - 1];
    return widest;
}

size_t variants(const Kernels **first) {
    *first = all_variants().all;
    return all_variants().count;
}

}  // namespace cfaiss
