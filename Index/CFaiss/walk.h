// The walk over a graph's lowest level, for building and for searching: the best few in a sorted list, the nearest of
// them that was not looked at next (Malkov & Yashunin 2018, algorithm 2, with both of its queues in one array).
#ifndef CFAISS_WALK_H
#define CFAISS_WALK_H
#include <algorithm>
#include <cstring>
#include <vector>

#include "kernels.h"

namespace cfaiss {

/// A node and how far it is, in one word that sorts: farther first by the upper half, then by node. The lowest bit says
/// that its links were followed.
struct Entry {
    uint64_t word;
    Entry() = default;
    Entry(int32_t nearness, uint32_t node)
        : word(uint64_t(uint32_t(INT32_MAX) - uint32_t(nearness)) << 32 | uint64_t(node) << 1) {}
    uint32_t node() const { return uint32_t(word) >> 1; }
    int32_t nearness() const { return int32_t(uint32_t(INT32_MAX) - uint32_t(word >> 32)); }
    bool followed() const { return word & 1; }
    void follow() { word |= 1; }
    bool operator<(const Entry &other) const { return word < other.word; }
};

/// Which nodes were met: a bit each, put back by a list of what was touched, never all of them.
class Met {
public:
    void begin(size_t nodes) {
        if (words.size() < (nodes + 63) / 64) words.resize((nodes + 63) / 64, 0);
        for (uint32_t word : touched) words[word] = 0;
        touched.clear();
    }
    /// Whether it is new.
    bool meet(uint32_t node) {
        uint64_t &word = words[node >> 6];
        uint64_t bit = uint64_t(1) << (node & 63);
        if (word & bit) return false;
        if (!word) touched.push_back(node >> 6);
        word |= bit;
        return true;
    }

private:
    std::vector<uint64_t> words;
    std::vector<uint32_t> touched;
};

/// The nearest few, nearest first.
class Pool {
public:
    void begin(size_t limit) {
        this->limit = limit;
        if (entries.size() < limit + 1) entries.resize(limit + 1);
        held = 0;
    }
    size_t size() const { return held; }
    bool full() const { return held == limit; }
    Entry &operator[](size_t at) { return entries[at]; }
    /// Where it came to lie; `limit` where it is too far.
    size_t offer(Entry entry) {
        if (held == limit && !(entry < entries[held - 1])) return limit;
        Entry *first = entries.data();
        Entry *place = std::lower_bound(first, first + held, entry);
        size_t at = place - first;
        size_t moved = (held == limit ? held - 1 : held) - at;
        std::memmove(static_cast<void *>(place + 1), place, moved * sizeof(Entry));
        *place = entry;
        if (held < limit) held++;
        return at;
    }

private:
    std::vector<Entry> entries;
    size_t held = 0, limit = 0;
};

/// What a thread keeps from one walk to the next.
struct Room {
    Met met;
    Pool pool;
    std::vector<uint32_t> fresh;
    std::vector<int32_t> near;
    std::vector<int8_t> asked, other;
    std::vector<Entry> some, chosen, candidates, passing;
    std::vector<uint32_t> ids;

    static Room &of_thread() {
        static thread_local Room room;
        return room;
    }
};

/// Walks from what the pool holds (met already) until the nearest that it holds were all followed.
///
/// `Graph` has `links(node, out)`, which puts at most `most()` links there and says how many, `fetch(node)`, which asks
/// for their memory, and `near(ids, n, found)`.
template <typename Graph> void walk(Graph &graph, Room &room) {
    Pool &pool = room.pool;
    room.fresh.resize(graph.most());
    room.near.resize(graph.most() + 4);
    uint32_t *fresh = room.fresh.data();
    int32_t *near = room.near.data();
    size_t at = 0;
    while (at < pool.size()) {
        Entry &entry = pool[at];
        if (entry.followed()) {
            at++;
            continue;
        }
        entry.follow();
        size_t n = graph.links(entry.node(), fresh), kept = 0;
        for (size_t i = 0; i < n; i++) {
            uint32_t node = fresh[i];
            if (room.met.meet(node)) fresh[kept++] = node;
        }
        // The next to be followed, most likely.
        for (size_t next = at + 1; next < pool.size() && next < at + 3; next++)
            if (!pool[next].followed()) {
                graph.fetch(pool[next].node());
                break;
            }
        graph.near(fresh, kept, near);
        size_t first = at + 1;
        for (size_t i = 0; i < kept; i++) {
            size_t place = pool.offer(Entry(near[i], fresh[i]));
            if (place < first) first = place;
        }
        at = first;
        if (at < pool.size()) graph.fetch(pool[at].node());
    }
}

/// Goes to the nearest of the links for as long as that comes nearer.
template <typename Graph> void descend(const Graph &graph, uint32_t &nearest, int32_t &nearness, Room &room) {
    for (bool moved = true; moved;) {
        moved = false;
        size_t n = graph.links(nearest, room.fresh.data());
        graph.near(room.fresh.data(), n, room.near.data());
        for (size_t i = 0; i < n; i++)
            if (room.near[i] > nearness) {
                nearness = room.near[i];
                nearest = room.fresh[i];
                moved = true;
            }
    }
}

}  // namespace cfaiss
#endif
