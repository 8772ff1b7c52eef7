// bf16, the upper half of an f32: one value from and to it.
#ifndef CK_BRAIN_H
#define CK_BRAIN_H
#include "dispatch.h"
#include <string.h>

CK_INLINE float ck_widen(uint16_t x) {
    uint32_t bits = (uint32_t)x << 16;
    float y;
    memcpy(&y, &bits, sizeof y);
    return y;
}

// To the nearest, ties to even; what is no number stays none.
CK_INLINE uint16_t ck_narrow(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint32_t rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
    return (uint16_t)((bits & 0x7FFFFFFF) > 0x7F800000 ? (bits >> 16) | 0x40 : rounded);
}
#endif
