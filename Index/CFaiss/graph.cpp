// The graph: FAISS's HNSW holds its levels and links while it grows; rows are found and linked by walks of ours, since
// FAISS's asks for one distance at a time, from memory that nobody fetched.
#include "graph.h"

#include <atomic>
#include <stdexcept>

#include <faiss/impl/HNSW.h>

namespace cfaiss {
namespace {

using Link = faiss::HNSW::storage_idx_t;

/// A bijection of 32 bits, so that no two are equal.
inline uint32_t scattered(uint32_t x) {
    x = (x ^ x >> 16) * 0x7feb352du;
    x = (x ^ x >> 15) * 0x846ca68bu;
    return x ^ x >> 16;
}

inline Link load(const Link *at) { return __atomic_load_n(at, __ATOMIC_RELAXED); }
inline void store(Link *at, Link link) { __atomic_store_n(at, link, __ATOMIC_RELAXED); }

}  // namespace

struct Growing::State {
    faiss::HNSW hnsw;
    /// One for each node, held while its links change. Who reads them meanwhile sees some old and some new ones, all
    /// sound.
    std::vector<std::atomic<uint8_t>> locks;
    explicit State(int links, size_t nodes) : hnsw(links), locks(nodes) {}
};

/// One level as a walk sees it.
struct Growing::Level {
    const Growing &growing;
    int level;
    Question question;

    size_t most() const { return growing.capacity(level); }
    size_t links(uint32_t node, uint32_t *out) const {
        const Link *from = growing.links(node, level);
        size_t n = 0, capacity = most();
        for (; n < capacity; n++) {
            Link link = load(from + n);
            if (link < 0) break;
            out[n] = uint32_t(link);
        }
        return n;
    }
    void fetch(uint32_t node) const {
        auto *from = reinterpret_cast<const uint8_t *>(growing.links(node, level));
        cfaiss::fetch(from, 3 * line);
    }
    void near(const uint32_t *ids, size_t n, int32_t *found) const { growing.storage.near(question, ids, n, found); }
};

Growing::Growing(const Storage &storage, size_t nodes, int links, int construction)
    : storage(storage), nodes(nodes), construction(construction), state(std::make_unique<State>(links, nodes)) {}
Growing::~Growing() = default;

size_t Growing::capacity(int level) const { return state->hnsw.nb_neighbors(level); }
int *Growing::links(uint32_t node, int level) const {
    auto &hnsw = state->hnsw;
    return hnsw.neighbors.data() + hnsw.offsets[node] + hnsw.cum_nneighbor_per_level[level];
}
int Growing::level(uint32_t node) const { return state->hnsw.levels[node] - 1; }
int Growing::top() const { return state->hnsw.max_level; }
uint32_t Growing::entry() const { return uint32_t(state->hnsw.entry_point); }
void Growing::begin(uint32_t entry, int top) {
    state->hnsw.entry_point = Link(entry);
    state->hnsw.max_level = top;
}

void Growing::level_rows(const std::vector<int> &known) {
    auto &hnsw = state->hnsw;
    for (int levels : known)
        if (size_t(levels) >= hnsw.cum_nneighbor_per_level.size()) throw std::length_error("a row has too many levels");
    hnsw.levels = known;
    if (!known.empty()) hnsw.prepare_level_tab(known.size(), true);
    // FAISS starts each of its indexes with one seed: rows that come later must not repeat the levels of the first.
    hnsw.rng = faiss::RandomGenerator(12345 + int64_t(known.size()));
    if (nodes > known.size()) hnsw.prepare_level_tab(nodes - known.size());
}

/// Takes from `from`, nearest first, those that are nearer to `node` than to any taken before: links that lead apart
/// (algorithm 4). What cannot be told from the node itself takes a few places alone: all, and the links would lead
/// nowhere else. And it shuts out only what is nearer to it: who is as near to both would else be linked to neither.
void Growing::choose(uint32_t node, std::vector<Entry> &from, size_t limit, Room &room) const {
    size_t taken = 0, same = 0;
    const size_t most_same = std::max<size_t>(1, limit / 4);
    int32_t itself;
    storage.near(storage.ask(node, room.other), &node, 1, &itself);
    uint32_t ids[8];
    int32_t found[8];
    for (size_t i = 0; i < from.size() && taken < limit; i++) {
        Entry entry = from[i];
        bool apart = true;
        if (entry.nearness() == itself) {
            apart = ++same <= most_same;
        } else if (taken > 0) {
            Question question = storage.ask(entry.node(), room.other);
            for (size_t k = 0; k < taken && apart; k += 8) {
                size_t n = std::min<size_t>(8, taken - k);
                for (size_t j = 0; j < n; j++) ids[j] = from[k + j].node();
                storage.near(question, ids, n, found);
                for (size_t j = 0; j < n; j++) apart &= found[j] <= entry.nearness();
            }
        }
        if (apart) from[taken++] = entry;
    }
    from.resize(taken);
}

/// Gives `node` a link to `other`; where it has as many as it may, the best of them and it stay.
void Growing::link(uint32_t node, uint32_t other, int level, Room &room) {
    auto &lock = state->locks[node];
    while (lock.exchange(1, std::memory_order_acquire)) __builtin_ia32_pause();
    Link *links = this->links(node, level);
    size_t n = 0, capacity = this->capacity(level);
    while (n < capacity && load(links + n) >= 0) n++;
    if (n < capacity) {
        store(links + n, Link(other));
    } else {
        auto &ids = room.ids;
        ids.assign(links, links + n);
        ids.push_back(other);
        room.near.resize(std::max(room.near.size(), ids.size() + 4));
        storage.near(storage.ask(node, room.other), ids.data(), ids.size(), room.near.data());
        auto &some = room.some;
        some.clear();
        for (size_t i = 0; i < ids.size(); i++) some.emplace_back(room.near[i], ids[i]);
        std::sort(some.begin(), some.end());
        choose(node, some, capacity, room);
        for (size_t i = 0; i < capacity; i++) store(links + i, i < some.size() ? Link(some[i].node()) : -1);
    }
    lock.store(0, std::memory_order_release);
}

void Growing::insert(uint32_t node, Room &room) {
    Question question = storage.ask(node, room.asked);
    int own = level(node);
    uint32_t nearest = entry();
    int32_t nearness;
    storage.near(question, &nearest, 1, &nearness);
    room.near.resize(std::max<size_t>(room.near.size(), capacity(0) + 4));
    room.fresh.resize(std::max<size_t>(room.fresh.size(), capacity(0)));
    for (int at = top(); at > own; at--) descend(Level{*this, at, question}, nearest, nearness, room);
    for (int at = std::min(own, top()); at >= 0; at--) {
        Level graph{*this, at, question};
        room.met.begin(nodes);
        room.met.meet(node);
        room.met.meet(nearest);
        room.pool.begin(construction);
        room.pool.offer(Entry(nearness, nearest));
        walk(graph, room);
        nearest = room.pool[0].node();
        nearness = room.pool[0].nearness();
        auto &chosen = room.chosen;
        chosen.clear();
        for (size_t i = 0; i < room.pool.size(); i++)
            chosen.emplace_back(room.pool[i].nearness(), room.pool[i].node());
        choose(node, chosen, forward(at), room);
        Link *links = this->links(node, at);
        auto &lock = state->locks[node];
        while (lock.exchange(1, std::memory_order_acquire)) __builtin_ia32_pause();
        // Others may have linked here already, from a level above or as they came at the same time.
        size_t n = 0, most = capacity(at);
        while (n < most && load(links + n) >= 0) n++;
        for (size_t i = 0; i < chosen.size() && n < most; i++) {
            Link other = Link(chosen[i].node());
            bool known = false;
            for (size_t k = 0; k < n && !known; k++) known = load(links + k) == other;
            if (!known) store(links + n++, other);
        }
        lock.store(0, std::memory_order_release);
        for (const Entry &entry : chosen) link(entry.node(), node, at, room);
    }
}

void Growing::grow(size_t from, const Work &work) {
    // Highest levels first, as FAISS does: the entry stands from the start, and long links are there when they are
    // needed. Then by chance, the same in every build: rows that come together and are alike would be linked among
    // themselves.
    std::vector<uint32_t> order(nodes - from);
    for (size_t i = 0; i < order.size(); i++) order[i] = uint32_t(from + i);
    std::sort(order.begin(), order.end(),
              [&](uint32_t a, uint32_t b) {
                  return level(a) != level(b) ? level(a) > level(b) : scattered(a) < scattered(b);
              });
    size_t alone = 0;
    Room &room = Room::of_thread();
    // What reaches above all others changes the entry, one after the other.
    for (; alone < order.size() && (from + alone == 0 || level(order[alone]) > top()); alone++) {
        if (from + alone > 0) insert(order[alone], room);
        begin(order[alone], level(order[alone]));
    }
    work.share(order.size() - alone, 64, [&](size_t a, size_t b) {
        Room &room = Room::of_thread();
        for (size_t i = a; i < b; i++) insert(order[alone + i], room);
    });
}

}  // namespace cfaiss
