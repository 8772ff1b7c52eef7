// Which way a question is answered: a walk, a scan of those that a filter leaves, or a walk that gave way to a scan.
#include "search.h"

namespace cfaiss {
namespace {

/// What a walk costs for each row that it must hold, in rows scanned: see `is_narrow`. Measured on clustered rows, us a
/// question by scan and by walk, over filters by chance: 100k x 128, 30 % pass: 145, 238; 50 %: 242, 142. 1M x 256, 10
/// % pass: 1,283, 994; 20 %: 2,874, 487; the walk's recall at 10 % is .96 there.
constexpr double walk_in_rows = 140;
/// Below this share of what passes everywhere, a walk is where those that pass do not lie. At 1M x 256 and 20 to 70 %
/// that lie together, this takes recall from .82 to .99 to 1.0, for a scan in a fifth to a half of the questions.
constexpr double elsewhere = 0.5;
/// Looking at every row that passes is chosen up to so many times what plain probing reads.
constexpr double scan_in_probes = 8;
/// Of so many that pass, a filter is laid over what a plain walk found.
constexpr double nearly_all = 0.9;

/// Whether looking at every row that passes costs less than a walk that finds `breadth` of them: that walk must hold
/// breadth * count / passing rows.
bool is_narrow(double passing, double count, double breadth) {
    return passing * passing < walk_in_rows * breadth * count;
}

}  // namespace

long search(const cfaiss_index &index, const cfaiss_question &given, uint32_t *rows, float *scores, int &how) {
    cfaiss_question question = given;
    const size_t count = index.facts.count, passing = question.filter ? question.passing : count;
    question.limit = std::min(question.limit, passing);
    how = CFAISS_WALKED;
    if (question.limit == 0) return 0;
    Room &room = Room::of_thread();
    Asking asking{index, question, {question.vector, 0}, room};
    if (index.has_codes()) {
        room.asked.resize(std::max(room.asked.size(), index.stride()));
        asking.asked = ask(question.vector, index.facts.dimension, room.asked.data());
    }
    auto scan = [&](int why) {
        how = why;
        asking.scan();
        return asking.finish_rows(rows, scores);
    };
    if (index.facts.kind == CFAISS_LISTS) {
        // Probing reads about so many rows anyway, and what passes may lie in lists that are far from the question.
        double read = std::max(double(count) * double(question.breadth) / double(index.facts.lists),
                               double(asking.read_at_least()));
        if (double(passing) <= (question.filter ? scan_in_probes : 1) * read) return scan(CFAISS_SCANNED);
        question.breadth = size_t(double(question.breadth) *
                                  std::min(double(count) / double(passing), scan_in_probes));
        asking.probe();
        long found = asking.finish_nodes(rows, scores);
        return size_t(found) < question.limit ? scan(CFAISS_FELL_BACK) : found;
    }
    // The last of those that a walk holds are found less surely than the first.
    const size_t breadth = std::max(question.breadth, question.limit + question.limit / 4);
    const double share = double(passing) / double(count);
    if (breadth >= passing) return scan(CFAISS_SCANNED);
    if (share >= nearly_all) {
        asking.walk_all(size_t(double(breadth) / share));
        long found = asking.finish_nodes(rows, scores);
        if (size_t(found) == question.limit) return found;
        if (!question.filter) return scan(CFAISS_FELL_BACK);
    }
    // What passes may lie far from the question, where the graph's links lead past it.
    const size_t wider = breadth + breadth / 2;
    if (is_narrow(double(passing), double(count), double(wider))) return scan(CFAISS_SCANNED);
    double near;
    // Where fewer pass about the question than elsewhere, those found are so far down among its neighbours that a walk
    // misses many of their like.
    if (!asking.walk_passing(wider, passing / 2, &near) || near < elsewhere * share) return scan(CFAISS_FELL_BACK);
    long found = asking.finish_nodes(rows, scores);
    return size_t(found) < question.limit ? scan(CFAISS_FELL_BACK) : found;
}

/// Looks at the exact scores of the rows of the pool's best nodes.
long Asking::finish_nodes(uint32_t *rows, float *scores) {
    auto &ids = room.ids;
    ids.clear();
    // Of thousands in one node a byte tells nothing apart: some of them are as good as any.
    const size_t most_of_one = question.limit + 1000;
    size_t left = index.has_codes() || index.starts() ? looked_at_again() : question.limit;
    for (size_t i = 0; i < room.pool.size() && left > 0; i++) {
        size_t n, taken = 0;
        uint32_t one;
        const uint32_t *all = index.rows_of(room.pool[i].node(), &n, &one);
        for (size_t k = 0; k < n && taken < most_of_one; k++)
            if (passes(all[k])) {
                ids.push_back(all[k]);
                taken++;
            }
        if (taken > 0) left--;
    }
    return emit(rows, scores);
}

long Asking::finish_rows(uint32_t *rows, float *scores) {
    room.ids.clear();
    for (size_t i = 0; i < room.pool.size(); i++) room.ids.push_back(room.pool[i].node());
    return emit(rows, scores);
}

/// The best of the rows `ids` by their exact scores.
long Asking::emit(uint32_t *rows, float *scores) {
    const auto &ids = room.ids;
    room.near.resize(std::max(room.near.size(), ids.size() + 4));
    kernels().floats(question.vector, 0, reinterpret_cast<const uint8_t *>(index.rows()),
                     index.facts.dimension * sizeof(float), ids.data(), ids.size(), room.near.data());
    room.some.clear();
    for (size_t i = 0; i < ids.size(); i++) room.some.emplace_back(room.near[i], ids[i]);
    size_t n = std::min(room.some.size(), question.limit);
    std::partial_sort(room.some.begin(), room.some.begin() + long(n), room.some.end());
    for (size_t i = 0; i < n; i++) {
        rows[i] = room.some[i].node();
        scores[i] = unordered(room.some[i].nearness());
    }
    return long(n);
}

void Asking::near(const uint32_t *nodes, size_t n, int32_t *found) const {
    if (index.has_codes()) {
        kernels().bytes(asked.asked, asked.shift, index.codes(), index.stride(), nodes, n, found);
        return;
    }
    const uint32_t *ids = nodes;
    uint32_t some[512];
    auto *table = reinterpret_cast<const uint8_t *>(index.rows());
    const size_t stride = index.facts.dimension * sizeof(float);
    if (!index.members()) return kernels().floats(asked.asked, 0, table, stride, ids, n, found);
    for (size_t from = 0; from < n; from += 512) {
        size_t part = std::min<size_t>(512, n - from);
        for (size_t i = 0; i < part; i++) some[i] = index.first_row(nodes[from + i]);
        kernels().floats(asked.asked, 0, table, stride, some, part, found + from);
    }
}

void Asking::scan() {
    constexpr size_t part = 256;
    room.near.resize(std::max(room.near.size(), part + 4));
    room.pool.begin(index.has_codes() ? looked_at_again() : question.limit);
    uint32_t rows[part], nodes[part];
    size_t held = 0;
    auto look = [&] {
        for (size_t i = 0; i < held; i++) nodes[i] = index.place(rows[i]);
        near(nodes, held, room.near.data());
        for (size_t i = 0; i < held; i++) room.pool.offer(Entry(room.near[i], rows[i]));
        held = 0;
    };
    const size_t count = index.facts.count;
    for (size_t word = 0; word * 64 < count; word++) {
        uint64_t left = question.filter ? question.filter[word] : ~uint64_t(0);
        if (!question.filter && count - word * 64 < 64) left = (uint64_t(1) << (count - word * 64)) - 1;
        for (; left; left &= left - 1) {
            rows[held++] = uint32_t(word * 64 + size_t(__builtin_ctzll(left)));
            if (held == part) look();
        }
    }
    look();
}

}  // namespace cfaiss
