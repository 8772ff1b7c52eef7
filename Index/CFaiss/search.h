// One question, answered.
#ifndef CFAISS_SEARCH_H
#define CFAISS_SEARCH_H
#include "index.h"
#include "walk.h"

namespace cfaiss {

long search(const cfaiss_index &index, const cfaiss_question &question, uint32_t *rows, float *scores, int &how);

/// A question under way.
struct Asking {
    const cfaiss_index &index;
    const cfaiss_question &question;
    /// As the index's storage takes it.
    Question asked;
    Room &room;

    bool passes(uint32_t row) const { return !question.filter || question.filter[row >> 6] >> (row & 63) & 1; }
    /// Whether any row of a node does.
    bool node_passes(uint32_t node) const {
        if (!question.filter) return true;
        size_t n;
        uint32_t one;
        const uint32_t *rows = index.rows_of(node, &n, &one);
        for (size_t i = 0; i < n; i++)
            if (passes(rows[i])) return true;
        return false;
    }
    /// The nearness of nodes by the storage that walks use.
    void near(const uint32_t *nodes, size_t n, int32_t *found) const;
    /// So many of the nearest by bytes are looked at in f32: bytes order those close together wrongly at times.
    size_t looked_at_again() const { return question.limit + question.limit / 4 + 16; }

    /// Lists are looked at until so many rows that pass were seen.
    size_t read_at_least() const { return question.limit * 16; }

    /// The graph's walk; its pool holds the nearest nodes, whatever they pass.
    void walk_all(size_t breadth);
    /// A walk whose pool takes those that pass alone; false where it looked at more than `most` and gave up. `share`
    /// becomes how many pass of those that are as near as what was asked for.
    bool walk_passing(size_t breadth, size_t most, double *share);
    /// The nearest lists, until enough that pass were seen; the pool holds nodes that pass.
    void probe();
    /// Every row that passes; the pool holds rows.
    void scan();

    /// The exact best of the pool's nodes, or rows; gives how many.
    long finish_nodes(uint32_t *rows, float *scores);
    long finish_rows(uint32_t *rows, float *scores);

private:
    /// Where the lowest level's walk begins.
    Entry enter() const;
    long emit(uint32_t *rows, float *scores);
};

}  // namespace cfaiss
#endif
