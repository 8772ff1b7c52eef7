// Rows that are the same become one node.
#include "members.h"

#include <algorithm>
#include <numeric>

namespace cfaiss {

/// The group of each row, and of each group its first row, for rows from `known` on; those before have theirs. Rows of
/// one code are one, in a graph of f32 too: listings that are copied have pictures that are copied, and ten thousand
/// rows at one point would fill each other's links, shut out all others, and hold fast every walk that comes by.
void group(const uint8_t *codes, size_t bytes, size_t known, size_t count, std::vector<uint32_t> &group_of,
           std::vector<uint32_t> &first) {
    size_t size = 16;
    while (size < count * 2) size *= 2;
    constexpr uint32_t none = UINT32_MAX;
    std::vector<uint32_t> places(size, none);
    auto place_of = [&](const uint8_t *row) {
        uint64_t hash = bytes;
        for (size_t at = 0; at < bytes; at += 4) {
            uint32_t word;
            std::memcpy(&word, row + at, 4);
            hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
            hash ^= hash >> 32;
        }
        size_t place = hash & (size - 1);
        while (places[place] != none && std::memcmp(codes + first[places[place]] * bytes, row, bytes) != 0)
            place = (place + 1) & (size - 1);
        return place;
    };
    for (size_t node = 0; node < first.size(); node++) places[place_of(codes + first[node] * bytes)] = uint32_t(node);
    group_of.resize(count);
    for (size_t row = known; row < count; row++) {
        size_t place = place_of(codes + row * bytes);
        if (places[place] == none) {
            places[place] = uint32_t(first.size());
            first.push_back(uint32_t(row));
        }
        group_of[row] = places[place];
    }
}

/// Writes down which rows are whose; nothing where every node is its row.
void lay_members(cfaiss_index &index, const std::vector<uint32_t> &node_of, size_t nodes) {
    size_t count = node_of.size();
    bool same = nodes == count;
    for (size_t row = 0; row < count && same; row++) same = node_of[row] == row;
    index.facts.nodes = nodes;
    if (same) return;
    uint32_t *places = index.make<uint32_t>(CFAISS_PLACES, count);
    std::copy(node_of.begin(), node_of.end(), places);
    uint32_t *members = index.make<uint32_t>(CFAISS_MEMBERS, count);
    if (nodes == count) {
        for (size_t row = 0; row < count; row++) members[node_of[row]] = uint32_t(row);
        return;
    }
    uint32_t *starts = index.make<uint32_t>(CFAISS_STARTS, nodes + 1);
    std::fill(starts, starts + nodes + 1, 0);
    for (uint32_t node : node_of) starts[node + 1]++;
    std::partial_sum(starts, starts + nodes + 1, starts);
    std::vector<uint32_t> next(starts, starts + nodes);
    for (size_t row = 0; row < count; row++) members[next[node_of[row]]++] = uint32_t(row);
}

}  // namespace cfaiss
