// Sections that may hold anything, until they are found to be an index: whatever a search or an extension follows leads
// somewhere.
#include "open.h"

#include <cmath>
#include <stdexcept>

namespace cfaiss {
namespace {

struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void hold(bool sound, const char *fault) {
    if (!sound) throw Refused(fault);
}

/// Whether `n` numbers rise from 0 to `last`, by at least `least` and at most `most`.
bool rise(const uint32_t *starts, size_t n, uint64_t last, uint64_t least, uint64_t most, const Work &work) {
    std::atomic<bool> sound{starts[0] == 0 && starts[n - 1] == last};
    work.share(n - 1, 1 << 16, [&](size_t from, size_t to) {
        bool good = true;
        for (size_t i = from; i < to; i++)
            good &= starts[i + 1] >= starts[i] && starts[i + 1] - starts[i] >= least &&
                    starts[i + 1] - starts[i] <= most;
        if (!good) sound = false;
    });
    return sound;
}

bool below(const uint32_t *numbers, size_t n, uint64_t bound, const Work &work) {
    std::atomic<bool> sound{true};
    work.share(n, 1 << 16, [&](size_t from, size_t to) {
        bool good = true;
        for (size_t i = from; i < to; i++) good &= numbers[i] < bound;
        if (!good) sound = false;
    });
    return sound;
}

size_t words(const cfaiss_index &index, int which) { return index.sections[which].bytes / 4; }

void check_members(const cfaiss_index &index, const Work &work) {
    const size_t count = index.facts.count, nodes = index.facts.nodes;
    const bool grouped = words(index, CFAISS_STARTS) > 0, moved = words(index, CFAISS_MEMBERS) > 0;
    hold(moved || (!grouped && words(index, CFAISS_PLACES) == 0 && nodes == count), "rows and nodes do not agree");
    if (!moved) return;
    hold(words(index, CFAISS_MEMBERS) == count && words(index, CFAISS_PLACES) == count, "rows and nodes do not agree");
    const uint32_t *starts = index.starts(), *members = index.members(), *places = index.places();
    hold(grouped ? words(index, CFAISS_STARTS) == nodes + 1 && rise(starts, nodes + 1, count, 1, count, work)
                 : nodes == count,
         "rows and nodes do not agree");
    hold(below(members, count, count, work) && below(places, count, nodes, work), "a row is beyond the last");
    // Every row is once in its node: then all are somewhere.
    std::atomic<bool> sound{true};
    work.share(nodes, 1 << 14, [&](size_t from, size_t to) {
        for (size_t node = from; node < to; node++) {
            size_t a = grouped ? starts[node] : node, b = grouped ? starts[node + 1] : node + 1;
            for (size_t i = a; i < b; i++)
                if (places[members[i]] != node || (i > a && members[i] <= members[i - 1])) sound = false;
        }
    });
    hold(sound, "rows and nodes do not agree");
}

void check_upper(const cfaiss_index &index, const Work &work) {
    const size_t slots = words(index, CFAISS_UPPER_NODES), most = index.facts.links;
    hold(words(index, CFAISS_UPPER_STARTS) == slots + 1, "levels are missing");
    auto *starts = index.section<uint32_t>(CFAISS_UPPER_STARTS);
    auto *links = index.section<int32_t>(CFAISS_UPPER_LINKS);
    hold(below(index.section<uint32_t>(CFAISS_UPPER_NODES), slots, index.facts.nodes, work),
         "a node is beyond the last");
    hold(rise(starts, slots + 1, words(index, CFAISS_UPPER_LINKS), most, 64 * most, work), "levels are unsound");
    auto levels = [&](size_t slot) { return (starts[slot + 1] - starts[slot]) / most; };
    for (size_t slot = 0; slot < slots; slot++) {
        hold((starts[slot + 1] - starts[slot]) % most == 0, "levels are unsound");
        for (uint32_t i = starts[slot]; i < starts[slot + 1]; i++) {
            if (links[i] == -1) continue;
            hold(links[i] >= 0 && size_t(links[i]) < slots, "a link leads beyond the last");
            hold(levels(size_t(links[i])) > (i - starts[slot]) / most, "a link leads to a level that is not there");
        }
    }
    const Facts &facts = index.facts;
    hold(facts.levels == 0 ? facts.entry < facts.nodes && slots == 0
                           : facts.entry < slots && levels(facts.entry) == facts.levels,
         "the entry is unsound");
}

void check_graph(const cfaiss_index &index, const Work &work) {
    const Facts &facts = index.facts;
    hold(facts.links >= 2 && facts.links <= 256 && facts.construction >= 1 && facts.construction <= 65536,
         "its links are unsound");
    hold(words(index, CFAISS_LINK_STARTS) == facts.nodes + 1, "links are missing");
    size_t total = words(index, CFAISS_LINKS);
    hold(rise(index.section<uint32_t>(CFAISS_LINK_STARTS), facts.nodes + 1, total, 0, 2 * facts.links, work),
         "links are unsound");
    hold(below(index.section<uint32_t>(CFAISS_LINKS), total, facts.nodes, work), "a link leads beyond the last");
    check_upper(index, work);
}

void check_lists(const cfaiss_index &index, const Work &work) {
    const Facts &facts = index.facts;
    hold(facts.lists >= 1 && facts.lists <= facts.nodes, "its lists are unsound");
    hold(index.sections[CFAISS_CENTRES].bytes == facts.lists * facts.dimension * sizeof(float), "centres are missing");
    hold(words(index, CFAISS_LIST_STARTS) == facts.lists + 1, "lists are missing");
    hold(rise(index.section<uint32_t>(CFAISS_LIST_STARTS), facts.lists + 1, facts.nodes, 0, facts.nodes, work),
         "its lists are unsound");
}

}  // namespace

std::unique_ptr<cfaiss_index> open(const cfaiss_section *sections) {
    const cfaiss_settings settings{};
    Work work{settings};
    auto index = std::make_unique<cfaiss_index>();
    for (int i = 0; i < CFAISS_SECTIONS; i++) {
        hold(sections[i].bytes % 4 == 0 || i == CFAISS_CODES, "a section ends within a number");
        hold(reinterpret_cast<uintptr_t>(sections[i].at) % line == 0, "a section does not begin at a line");
        hold(sections[i].at || sections[i].bytes == 0, "a section is nowhere");
        index->sections[i] = sections[i];
        if (sections[i].bytes == 0) index->sections[i].at = nullptr;
    }
    hold(sections[CFAISS_FACTS].bytes == sizeof(Facts), "its facts are cut off");
    Facts &facts = index->facts = *index->section<Facts>(CFAISS_FACTS);
    hold(facts.kind == CFAISS_GRAPH || facts.kind == CFAISS_BYTES || facts.kind == CFAISS_LISTS, "its kind is unknown");
    hold(facts.dimension >= 1 && facts.dimension <= 65536, "its dimension is unsound");
    hold(facts.count >= 1 && facts.count < INT32_MAX && facts.nodes >= 1 && facts.nodes <= facts.count,
         "its count is unsound");
    hold(index->sections[CFAISS_ROWS].bytes == facts.count * facts.dimension * sizeof(float), "rows are missing");
    hold(index->sections[CFAISS_CODES].bytes == (index->has_codes() ? facts.nodes * index->stride() : 0),
         "codes are missing");
    hold(std::isfinite(facts.step) && facts.step >= 0, "its step is no number");
    check_members(*index, work);
    if (facts.kind == CFAISS_LISTS)
        check_lists(*index, work);
    else
        check_graph(*index, work);
    return index;
}

}  // namespace cfaiss
