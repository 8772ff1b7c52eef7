// The walks of a question through a finished graph.
#include "search.h"

namespace cfaiss {
namespace {

/// The lowest level, as a walk sees it.
struct Lowest {
    const Asking &asking;
    const uint32_t *starts = asking.index.section<uint32_t>(CFAISS_LINK_STARTS);
    const uint32_t *all = asking.index.section<uint32_t>(CFAISS_LINKS);

    size_t most() const { return 2 * asking.index.facts.links; }
    size_t links(uint32_t node, uint32_t *out) const {
        size_t from = starts[node], n = starts[node + 1] - from;
        std::memcpy(out, all + from, n * sizeof(uint32_t));
        return n;
    }
    void fetch(uint32_t node) const {
        cfaiss::fetch(reinterpret_cast<const uint8_t *>(all + starts[node]), 3 * line);
    }
    void near(const uint32_t *ids, size_t n, int32_t *found) const { asking.near(ids, n, found); }
};

/// A level above, where nodes are called by their slots.
struct Upper {
    const Asking &asking;
    size_t level;
    const uint32_t *nodes = asking.index.section<uint32_t>(CFAISS_UPPER_NODES);
    const uint32_t *starts = asking.index.section<uint32_t>(CFAISS_UPPER_STARTS);
    const int32_t *all = asking.index.section<int32_t>(CFAISS_UPPER_LINKS);

    size_t links(uint32_t slot, uint32_t *out) const {
        size_t most = asking.index.facts.links, n = 0;
        const int32_t *from = all + starts[slot] + (level - 1) * most;
        for (; n < most && from[n] >= 0; n++) out[n] = uint32_t(from[n]);
        return n;
    }
    void near(const uint32_t *slots, size_t n, int32_t *found) const {
        auto &ids = asking.room.ids;
        ids.resize(n);
        for (size_t i = 0; i < n; i++) ids[i] = nodes[slots[i]];
        asking.near(ids.data(), n, found);
    }
};

}  // namespace

Entry Asking::enter() const {
    const size_t most = 2 * index.facts.links;
    room.fresh.resize(std::max(room.fresh.size(), most));
    room.near.resize(std::max(room.near.size(), most + 4));
    uint32_t at = uint32_t(index.facts.entry);
    int32_t nearness;
    if (index.facts.levels == 0) {
        near(&at, 1, &nearness);
        return Entry(nearness, at);
    }
    Upper{*this, 1}.near(&at, 1, &nearness);
    for (size_t level = index.facts.levels; level > 0; level--) descend(Upper{*this, level}, at, nearness, room);
    return Entry(nearness, index.section<uint32_t>(CFAISS_UPPER_NODES)[at]);
}

void Asking::walk_all(size_t breadth) {
    Entry first = enter();
    room.met.begin(index.facts.nodes);
    room.met.meet(first.node());
    room.pool.begin(breadth);
    room.pool.offer(first);
    Lowest graph{*this};
    walk(graph, room);
}

bool Asking::walk_passing(size_t breadth, size_t most, double *share) {
    Entry first = enter();
    room.met.begin(index.facts.nodes);
    room.met.meet(first.node());
    room.pool.begin(breadth);
    if (node_passes(first.node())) room.pool.offer(first);
    Lowest graph{*this};
    // Everything met may lead on, near or far, whether it passes or not: a heap, the nearest on top.
    auto &heap = room.candidates;
    auto &followed = room.some;
    auto farther = [](const Entry &a, const Entry &b) { return b < a; };
    heap.clear();
    followed.clear();
    heap.push_back(first);
    size_t looked = 0;
    while (!heap.empty() && looked <= most) {
        std::pop_heap(heap.begin(), heap.end(), farther);
        Entry entry = heap.back();
        heap.pop_back();
        if (room.pool.full() && room.pool[breadth - 1] < entry) break;
        followed.push_back(entry);
        if (!heap.empty()) graph.fetch(heap.front().node());
        uint32_t *fresh = room.fresh.data();
        size_t n = graph.links(entry.node(), fresh), kept = 0;
        for (size_t i = 0; i < n; i++)
            if (room.met.meet(fresh[i])) fresh[kept++] = fresh[i];
        graph.near(fresh, kept, room.near.data());
        looked += kept;
        for (size_t i = 0; i < kept; i++) {
            Entry other(room.near[i], fresh[i]);
            if (room.pool.full() && room.pool[breadth - 1] < other) continue;
            heap.push_back(other);
            std::push_heap(heap.begin(), heap.end(), farther);
            if (node_passes(other.node())) room.pool.offer(other);
        }
    }
    *share = 1;
    if (room.pool.size() >= question.limit) {
        Entry last = room.pool[question.limit - 1];
        size_t nearer = 1;
        for (const Entry &entry : followed) nearer += entry < last;
        *share = double(question.limit) / double(nearer);
    }
    return looked <= most;
}

}  // namespace cfaiss
