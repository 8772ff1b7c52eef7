// Tells arrays of bytes apart; no protection against who wants two to be alike.
#include "dispatch.h"
#include <string.h>

// Eight streams, each a word in eight, so that one product need not wait for the one before (after FNV-1a, 64 bits).
uint64_t ck_fingerprint(const void *bytes, size_t n, uint64_t seed) {
    enum { streams = 8 };
    const uint64_t prime = 0x00000100000001b3, mixer = 0x9E3779B97F4A7C15;
    const unsigned char *from = bytes;
    uint64_t sums[streams];
    for (uint64_t s = 0; s < streams; s++) sums[s] = (seed ^ s) * mixer + n;
    size_t at = 0;
    for (; at + 8 * streams <= n; at += 8 * streams)
        for (size_t s = 0; s < streams; s++) {
            uint64_t word;
            memcpy(&word, from + at + 8 * s, sizeof word);
            uint64_t mixed = (sums[s] ^ word) * mixer;
            sums[s] = mixed ^ (mixed >> 32);
        }
    uint64_t all = seed;
    for (size_t s = 0; s < streams; s++) all = ((all ^ sums[s]) * mixer) ^ (all >> 29);
    for (; at < n; at++) all = (all ^ from[at]) * prime;
    return all ^ (all >> 32);
}
