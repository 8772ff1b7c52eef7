// A graph's links, from where they grew to where they are searched, and back.
#include <stdexcept>

#include "graph.h"

namespace cfaiss {

/// The links that are there, close together: most rows have fewer than they may.
void lay_links(cfaiss_index &index, const Growing &graph) {
    size_t nodes = index.facts.nodes, total = 0, slots = 0, upper = 0;
    auto count_of = [&](uint32_t node, int level) {
        const int *links = graph.links(node, level);
        size_t n = 0, most = graph.capacity(level);
        while (n < most && links[n] >= 0) n++;
        return n;
    };
    std::vector<uint32_t> slot_of(nodes, UINT32_MAX);
    for (size_t node = 0; node < nodes; node++) {
        total += count_of(uint32_t(node), 0);
        int level = graph.level(uint32_t(node));
        if (level > 0) {
            slot_of[node] = uint32_t(slots++);
            upper += size_t(level) * graph.capacity(1);
        }
    }
    if (total > UINT32_MAX || upper > UINT32_MAX) throw std::length_error("a graph has at most 2^32 links");
    uint32_t *starts = index.make<uint32_t>(CFAISS_LINK_STARTS, nodes + 1);
    uint32_t *links = index.make<uint32_t>(CFAISS_LINKS, total);
    uint32_t *upper_nodes = index.make<uint32_t>(CFAISS_UPPER_NODES, slots);
    uint32_t *upper_starts = index.make<uint32_t>(CFAISS_UPPER_STARTS, slots + 1);
    int32_t *upper_links = index.make<int32_t>(CFAISS_UPPER_LINKS, upper);
    size_t at = 0, above = 0;
    for (size_t node = 0; node < nodes; node++) {
        starts[node] = uint32_t(at);
        const int *from = graph.links(uint32_t(node), 0);
        for (size_t i = 0, n = count_of(uint32_t(node), 0); i < n; i++) links[at++] = uint32_t(from[i]);
        if (slot_of[node] == UINT32_MAX) continue;
        upper_nodes[slot_of[node]] = uint32_t(node);
        upper_starts[slot_of[node]] = uint32_t(above);
        for (int level = 1; level <= graph.level(uint32_t(node)); level++) {
            const int *high = graph.links(uint32_t(node), level);
            for (size_t i = 0; i < graph.capacity(level); i++)
                upper_links[above++] = high[i] < 0 ? -1 : int32_t(slot_of[size_t(high[i])]);
        }
    }
    starts[nodes] = uint32_t(at);
    upper_starts[slots] = uint32_t(above);
    index.facts.levels = uint64_t(graph.top());
    index.facts.entry = graph.top() > 0 ? slot_of[graph.entry()] : graph.entry();
}

/// The links of a finished graph, as they were when it grew.
void take_links(Growing &graph, const cfaiss_index &old) {
    const size_t nodes = old.facts.nodes, slots = old.sections[CFAISS_UPPER_NODES].bytes / 4, most = old.facts.links;
    auto *upper_nodes = old.section<uint32_t>(CFAISS_UPPER_NODES);
    auto *upper_starts = old.section<uint32_t>(CFAISS_UPPER_STARTS);
    auto *upper_links = old.section<int32_t>(CFAISS_UPPER_LINKS);
    std::vector<int> levels(nodes, 1);
    for (size_t slot = 0; slot < slots; slot++)
        levels[upper_nodes[slot]] = 1 + int((upper_starts[slot + 1] - upper_starts[slot]) / most);
    graph.level_rows(levels);
    auto *starts = old.section<uint32_t>(CFAISS_LINK_STARTS);
    auto *links = old.section<uint32_t>(CFAISS_LINKS);
    for (size_t node = 0; node < nodes; node++) {
        int *to = graph.links(uint32_t(node), 0);
        for (uint32_t i = starts[node]; i < starts[node + 1]; i++) *to++ = int(links[i]);
    }
    for (size_t slot = 0; slot < slots; slot++)
        for (uint32_t i = upper_starts[slot]; i < upper_starts[slot + 1]; i++) {
            size_t above = i - upper_starts[slot];
            int link = upper_links[i];
            graph.links(upper_nodes[slot], 1 + int(above / most))[above % most] =
                link < 0 ? -1 : int(upper_nodes[size_t(link)]);
        }
    uint32_t entry = uint32_t(old.facts.entry);
    graph.begin(old.facts.levels > 0 ? upper_nodes[entry] : entry, int(old.facts.levels));
}

}  // namespace cfaiss
