// What an index is made of: sections of memory, ours while it is built and a mapped file's once it is opened.
//
// A node is what a graph or a list holds: a group of rows that are the same, most often one row.
#ifndef CFAISS_INDEX_H
#define CFAISS_INDEX_H
#include <memory>
#include <vector>

#include "CFaiss.h"
#include "kernels.h"

namespace cfaiss {

/// Memory of ours, at the start of a page, in large pages where the system gives them.
class Block {
public:
    Block() = default;
    explicit Block(size_t bytes);
    void *at() const { return memory.get(); }
    template <typename T> T *as() const { return static_cast<T *>(memory.get()); }
    size_t size() const { return bytes; }

private:
    struct Free {
        void operator()(void *at) const;
    };
    std::unique_ptr<void, Free> memory;
    size_t bytes = 0;
};

/// Numbers that a file begins with; all of eight bytes, so that no padding is written.
struct Facts {
    uint64_t kind = 0;  // CFAISS_GRAPH, CFAISS_BYTES, CFAISS_LISTS
    uint64_t dimension = 0;
    uint64_t count = 0;
    uint64_t nodes = 0;
    uint64_t links = 0;  // M: at most 2 M on the lowest level, M above
    uint64_t construction = 0;
    uint64_t levels = 0;  // above the lowest
    uint64_t entry = 0;   // a slot of the upper levels; a node where there are none
    uint64_t lists = 0;
    double step = 0;  // a number is about (code - middle) * step
};

}  // namespace cfaiss

struct cfaiss_index {
    cfaiss::Facts facts;
    cfaiss_section sections[CFAISS_SECTIONS] = {};
    cfaiss::Block owned[CFAISS_SECTIONS];

    template <typename T> const T *section(int which) const { return static_cast<const T *>(sections[which].at); }

    /// (count, dimension), as they were given.
    const float *rows() const { return section<float>(CFAISS_ROWS); }
    /// (nodes, stride), zero bytes' worth of `middle` beyond the dimension; none in a graph of f32.
    const uint8_t *codes() const { return section<uint8_t>(CFAISS_CODES); }
    size_t stride() const { return cfaiss::rounded(facts.dimension); }
    bool has_codes() const { return facts.kind != CFAISS_GRAPH; }

    /// Where a node's rows begin in `members` (nodes + 1); null where every node is one row.
    const uint32_t *starts() const { return section<uint32_t>(CFAISS_STARTS); }
    /// The rows by node, ascending within one (count); null where node and row are the same.
    const uint32_t *members() const { return section<uint32_t>(CFAISS_MEMBERS); }
    /// The node of each row (count); null where they are the same.
    const uint32_t *places() const { return section<uint32_t>(CFAISS_PLACES); }

    uint32_t place(uint32_t row) const { return places() ? places()[row] : row; }
    uint32_t first_row(uint32_t node) const {
        return !members() ? node : starts() ? members()[starts()[node]] : members()[node];
    }
    /// The rows of a node: `one` is room for a node that is its row.
    const uint32_t *rows_of(uint32_t node, size_t *n, uint32_t *one) const {
        *n = starts() ? starts()[node + 1] - starts()[node] : 1;
        if (starts()) return members() + starts()[node];
        *one = members() ? members()[node] : node;
        return one;
    }

    /// Takes a block as a section.
    void own(int which, cfaiss::Block block) {
        owned[which] = std::move(block);
        sections[which] = {owned[which].at(), owned[which].size()};
    }
    template <typename T> T *make(int which, size_t count) {
        own(which, cfaiss::Block(count * sizeof(T)));
        return owned[which].as<T>();
    }
};

namespace cfaiss {

/// A question as the kernels take it.
struct Question {
    const void *asked;
    int32_t shift;
};

/// Codes of rows and of questions.
void encode(const float *row, size_t dimension, float step, uint8_t *code);
/// A question (dimension) as s8 of its own step in `room` (a stride).
Question ask(const float *question, size_t dimension, int8_t *room);
/// A stored row as a question, in `room`: exactly what it is as a row.
inline Question ask(const uint8_t *code, size_t stride, int8_t *room) {
    int32_t sum = 0;
    for (size_t at = 0; at < stride; at++) {
        room[at] = static_cast<int8_t>(code[at] ^ 0x80);
        sum += room[at];
    }
    return {room, sum * int32_t(middle)};
}

}  // namespace cfaiss
#endif
