// A graph while it grows.
#ifndef CFAISS_GRAPH_H
#define CFAISS_GRAPH_H
#include "index.h"
#include "walk.h"
#include "work.h"

namespace cfaiss {

/// Rows to be linked: of bytes, or of f32.
struct Storage {
    /// (nodes, stride) of bytes; null for f32.
    const uint8_t *codes;
    size_t stride;
    /// Of f32: of each node a row (nodes, dimension).
    const float *rows;
    size_t dimension;

    Question ask(uint32_t node, std::vector<int8_t> &room) const {
        if (!codes) return {rows + node * dimension, 0};
        if (room.size() < stride) room.resize(stride);
        return cfaiss::ask(codes + node * stride, stride, room.data());
    }
    void near(Question question, const uint32_t *ids, size_t n, int32_t *found) const {
        if (codes)
            kernels().bytes(question.asked, question.shift, codes, stride, ids, n, found);
        else
            kernels().floats(question.asked, 0, reinterpret_cast<const uint8_t *>(rows), dimension * 4, ids, n, found);
    }
};

class Growing {
public:
    Growing(const Storage &storage, size_t nodes, int links, int construction);
    ~Growing();

    /// Sets the levels of the nodes: those known, and the others by chance.
    void level_rows(const std::vector<int> &known);
    /// Inserts the nodes from `from` on.
    void grow(size_t from, const Work &work);
    /// Where searches begin.
    void begin(uint32_t entry, int top);

    int *links(uint32_t node, int level) const;
    size_t capacity(int level) const;
    int level(uint32_t node) const;
    int top() const;
    uint32_t entry() const;

private:
    struct State;
    struct Level;
    const Storage &storage;
    size_t nodes;
    int construction;
    std::unique_ptr<State> state;

    /// How many links a row chooses for itself.
    size_t forward(int level) const { return capacity(level); }
    void insert(uint32_t node, Room &room);
    void link(uint32_t node, uint32_t other, int level, Room &room);
    void choose(uint32_t node, std::vector<Entry> &from, size_t limit, Room &room) const;
};

/// The links that are there, close together.
void lay_links(cfaiss_index &index, const Growing &graph);
/// The links of a finished graph, as they were when it grew.
void take_links(Growing &graph, const cfaiss_index &old);

}  // namespace cfaiss
#endif
