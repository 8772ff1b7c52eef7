#include "index.h"

#include <cmath>
#include <cstdlib>
#include <new>

#include <sys/mman.h>

namespace cfaiss {

Block::Block(size_t bytes) : bytes(bytes) {
    if (bytes == 0) return;
    // Large pages for large blocks: a walk jumps about, and each jump would otherwise look its page up.
    size_t page = bytes >= (size_t(4) << 20) ? size_t(2) << 20 : 4096;
    size_t room = (bytes + page - 1) / page * page;
    void *at = std::aligned_alloc(page, room);
    if (!at) throw std::bad_alloc();
    if (page > 4096) madvise(at, room, MADV_HUGEPAGE);
    memory.reset(at);
}

void Block::Free::operator()(void *at) const { std::free(at); }

void encode(const float *row, size_t dimension, float step, uint8_t *code) {
    float inverse = step > 0 ? 1 / step : 0;
    for (size_t at = 0; at < dimension; at++) {
        float level = std::nearbyint(row[at] * inverse);
        // What is no number, which only a file made to mislead holds, goes to the end too.
        code[at] = uint8_t(int(level > 127 ? 127 : level >= -127 ? level : -127) + int(middle));
    }
    for (size_t at = dimension; at < rounded(dimension); at++) code[at] = middle;
}

Question ask(const float *question, size_t dimension, int8_t *room) {
    float largest = 0;
    for (size_t at = 0; at < dimension; at++) largest = std::max(largest, std::fabs(question[at]));
    float inverse = largest > 0 ? 127 / largest : 0;
    // The inverse of a number too small to be turned over would be no number.
    if (!std::isfinite(inverse)) inverse = 0;
    int32_t sum = 0;
    for (size_t at = 0; at < dimension; at++) {
        int level = int(std::nearbyint(question[at] * inverse));
        room[at] = int8_t(level);
        sum += level;
    }
    for (size_t at = dimension; at < rounded(dimension); at++) room[at] = 0;
    return {room, sum * int32_t(middle)};
}

}  // namespace cfaiss
