// From rows to an index: rows that are the same become one node, nodes get codes, and a graph or lists join them.
#include "build.h"

#include <cmath>
#include <numeric>
#include <stdexcept>

#include "lists.h"
#include "members.h"

namespace cfaiss {
namespace {

/// So many that looking at the centres costs about what looking into lists does.
size_t lists_for(size_t nodes) { return std::max<size_t>(1, size_t(4 * std::sqrt(double(nodes)))); }

float largest_of(const float *rows, size_t numbers, const Work &work) {
    std::mutex mutex;
    float largest = 0;
    work.share(numbers, size_t(1) << 20, [&](size_t from, size_t to) {
        float most = 0;
        for (size_t i = from; i < to; i++) most = std::max(most, std::fabs(rows[i]));
        std::lock_guard<std::mutex> hold(mutex);
        largest = std::max(largest, most);
    });
    return largest;
}

/// The code of every row.
Block encode_rows(const cfaiss_index &index, const Work &work) {
    const size_t stride = index.stride(), dimension = index.facts.dimension;
    Block codes(index.facts.count * stride);
    work.share(index.facts.count, 1024, [&](size_t from, size_t to) {
        for (size_t row = from; row < to; row++)
            encode(index.rows() + row * dimension, dimension, float(index.facts.step),
                   codes.as<uint8_t>() + row * stride);
    });
    return codes;
}

/// The codes of nodes, from those of rows.
void lay_codes(cfaiss_index &index, Block codes, const std::vector<uint32_t> &first) {
    const size_t stride = index.stride();
    if (!index.members()) return index.own(CFAISS_CODES, std::move(codes));
    uint8_t *to = index.make<uint8_t>(CFAISS_CODES, first.size() * stride);
    for (size_t node = 0; node < first.size(); node++)
        std::memcpy(to + node * stride, codes.as<uint8_t>() + first[node] * stride, stride);
}

/// Copies rows into the index, after those that it has of an older one.
float *lay_rows(cfaiss_index &index, const cfaiss_index *old, const float *vectors, size_t count, const Work &work) {
    const size_t dimension = index.facts.dimension, known = old ? old->facts.count : 0;
    float *rows = index.make<float>(CFAISS_ROWS, (known + count) * dimension);
    work.share(known + count, 1024, [&](size_t from, size_t to) {
        for (size_t row = from; row < to; row++)
            std::memcpy(rows + row * dimension,
                        row < known ? old->rows() + row * dimension : vectors + (row - known) * dimension,
                        dimension * sizeof(float));
    });
    index.facts.count = known + count;
    return rows;
}

/// Gives nodes their numbers: groups in the order of their lists.
void number(std::vector<uint32_t> &group_of, std::vector<uint32_t> &first, const std::vector<uint32_t> &lists_of) {
    std::vector<uint32_t> order(first.size()), node_of(first.size()), firsts(first.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
        return lists_of[a] != lists_of[b] ? lists_of[a] < lists_of[b] : a < b;
    });
    for (size_t node = 0; node < order.size(); node++) {
        node_of[order[node]] = uint32_t(node);
        firsts[node] = first[order[node]];
    }
    for (uint32_t &group : group_of) group = node_of[group];
    first = std::move(firsts);
}

void lay_lists(cfaiss_index &index, const std::vector<uint32_t> &lists_of, const std::vector<float> &centres) {
    const size_t lists = centres.size() / index.facts.dimension;
    index.facts.lists = lists;
    std::copy(centres.begin(), centres.end(), index.make<float>(CFAISS_CENTRES, centres.size()));
    uint32_t *starts = index.make<uint32_t>(CFAISS_LIST_STARTS, lists + 1);
    std::fill(starts, starts + lists + 1, 0);
    for (uint32_t list : lists_of) starts[list + 1]++;
    std::partial_sum(starts, starts + lists + 1, starts);
}

/// Links the nodes from `from` on into what `old` knows.
void lay_graph(cfaiss_index &index, const cfaiss_index *old, size_t from, const std::vector<uint32_t> &first,
               const Work &work) {
    const Facts &facts = index.facts;
    std::vector<float> gathered;
    Storage storage{index.has_codes() ? index.codes() : nullptr, index.stride(), index.rows(), facts.dimension};
    if (!index.has_codes() && index.members()) {
        gathered.resize(facts.nodes * facts.dimension);
        for (size_t node = 0; node < facts.nodes; node++)
            std::copy_n(index.rows() + size_t(first[node]) * facts.dimension, facts.dimension,
                        gathered.data() + node * facts.dimension);
        storage.rows = gathered.data();
    }
    Growing graph(storage, facts.nodes, int(facts.links), int(facts.construction));
    if (old) {
        take_links(graph, *old);
    } else {
        graph.level_rows({});
    }
    graph.grow(from, work);
    lay_links(index, graph);
}

}  // namespace

std::unique_ptr<cfaiss_index> build(const cfaiss_index *old, const float *vectors, size_t count, size_t dimension,
                                    const cfaiss_settings &settings) {
    const size_t known = old ? old->facts.count : 0;
    if (count + known >= size_t(INT32_MAX)) throw std::length_error("an index has fewer than 2^31 rows");
    if (count + known == 0) throw std::length_error("an index has a row at least");
    Work work{settings};
    auto index = std::make_unique<cfaiss_index>();
    Facts &facts = index->facts;
    facts.kind = old ? old->facts.kind : uint64_t(settings.kind);
    facts.dimension = dimension;
    facts.links = old ? old->facts.links : uint64_t(settings.links);
    facts.construction = old ? old->facts.construction : uint64_t(settings.construction);
    const float *rows = lay_rows(*index, old, vectors, count, work);

    std::vector<uint32_t> group_of, first, lists_of;
    const size_t nodes = old ? old->facts.nodes : 0;
    for (size_t node = 0; node < nodes; node++) first.push_back(old->first_row(uint32_t(node)));
    for (size_t row = 0; row < known; row++) group_of.push_back(old->place(uint32_t(row)));
    const float largest = largest_of(rows, facts.count * dimension, work);
    // Codes that no longer reach far enough: nothing of the old index fits any more.
    if (old && largest > 1.25f * 127 * float(old->facts.step)) {
        std::vector<float> all(rows, rows + facts.count * dimension);
        return build(nullptr, all.data(), facts.count, dimension, settings);
    }
    facts.step = old ? old->facts.step : double(largest / 127);
    Block codes = encode_rows(*index, work);
    group(codes.as<uint8_t>(), index->stride(), known, facts.count, group_of, first);
    if (facts.kind == CFAISS_LISTS) {
        std::vector<float> centres;
        if (old) {
            centres.assign(old->section<float>(CFAISS_CENTRES),
                           old->section<float>(CFAISS_CENTRES) + old->facts.lists * dimension);
        } else {
            size_t lists = settings.lists > 0 ? size_t(settings.lists) : lists_for(first.size());
            centres = find_centres(rows, dimension, first, lists, work);
        }
        // Old rows find their lists again, as they found them before.
        lists_of = nearest_centres(rows, dimension, first, centres, work);
        number(group_of, first, lists_of);
        std::sort(lists_of.begin(), lists_of.end());
        lay_lists(*index, lists_of, centres);
    }
    lay_members(*index, group_of, first.size());
    if (index->has_codes()) lay_codes(*index, std::move(codes), first);
    if (facts.kind != CFAISS_LISTS) lay_graph(*index, old, nodes, first, work);
    *index->make<Facts>(CFAISS_FACTS, 1) = facts;
    return index;
}

}  // namespace cfaiss
