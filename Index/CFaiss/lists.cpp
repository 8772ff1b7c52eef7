#include "lists.h"

#include <cmath>
#include <numeric>

#include "search.h"

namespace cfaiss {
namespace {

/// So many rows of a sample for each centre, and so many rounds: more of either moves little.
constexpr size_t sample_per_centre = 40;
constexpr int rounds = 8;

/// Centres as rows of codes.
struct Coded {
    size_t stride;
    Block codes;
    std::vector<uint32_t> all;
    Coded(const std::vector<float> &centres, size_t dimension) : stride(rounded(dimension)) {
        size_t n = centres.size() / dimension;
        codes = Block(n * stride);
        all.resize(n);
        std::iota(all.begin(), all.end(), 0);
        float largest = 0;
        for (float x : centres) largest = std::max(largest, std::fabs(x));
        for (size_t i = 0; i < n; i++)
            encode(centres.data() + i * dimension, dimension, largest / 127, codes.as<uint8_t>() + i * stride);
    }
};

}  // namespace

std::vector<uint32_t> nearest_centres(const float *rows, size_t dimension, const std::vector<uint32_t> &firsts,
                                      const std::vector<float> &centres, const Work &work) {
    Coded coded(centres, dimension);
    std::vector<uint32_t> nearest(firsts.size());
    work.share(firsts.size(), 256, [&](size_t from, size_t to) {
        std::vector<int8_t> room(coded.stride);
        std::vector<int32_t> near(coded.all.size() + 4);
        for (size_t i = from; i < to; i++) {
            Question question = ask(rows + size_t(firsts[i]) * dimension, dimension, room.data());
            kernels().bytes(question.asked, question.shift, coded.codes.as<uint8_t>(), coded.stride, coded.all.data(),
                            coded.all.size(), near.data());
            nearest[i] = uint32_t(std::max_element(near.begin(), near.end() - 4) - near.begin());
        }
    });
    return nearest;
}

std::vector<float> find_centres(const float *rows, size_t dimension, const std::vector<uint32_t> &firsts,
                                size_t wanted, const Work &work) {
    // Evenly spread over the rows, so that one build is like another.
    size_t n = std::min(firsts.size(), wanted * sample_per_centre);
    wanted = std::min(wanted, n);
    std::vector<uint32_t> sample(n);
    for (size_t i = 0; i < n; i++) sample[i] = firsts[i * firsts.size() / n];
    std::vector<float> centres(wanted * dimension);
    for (size_t c = 0; c < wanted; c++)
        std::copy_n(rows + size_t(sample[c * n / wanted]) * dimension, dimension, centres.data() + c * dimension);
    for (int round = 0; round < rounds; round++) {
        std::vector<uint32_t> nearest = nearest_centres(rows, dimension, sample, centres, work);
        std::vector<float> sums(wanted * dimension, 0);
        std::vector<size_t> sizes(wanted, 0);
        for (size_t i = 0; i < n; i++) {
            const float *row = rows + size_t(sample[i]) * dimension;
            float *sum = sums.data() + nearest[i] * dimension;
            for (size_t k = 0; k < dimension; k++) sum[k] += row[k];
            sizes[nearest[i]]++;
        }
        for (size_t c = 0; c < wanted; c++) {
            const float *sum = sums.data() + c * dimension;
            double square = 0;
            for (size_t k = 0; k < dimension; k++) square += double(sum[k]) * double(sum[k]);
            // A centre that nothing is near to stays where it is.
            if (sizes[c] == 0 || square <= 0) continue;
            for (size_t k = 0; k < dimension; k++)
                centres[c * dimension + k] = float(double(sum[k]) / std::sqrt(square));
        }
    }
    return centres;
}

void Asking::probe() {
    const size_t lists = index.facts.lists;
    auto &ids = room.ids;
    ids.resize(lists);
    std::iota(ids.begin(), ids.end(), 0);
    room.near.resize(std::max<size_t>(room.near.size(), std::max<size_t>(lists, 256) + 4));
    kernels().floats(question.vector, 0, reinterpret_cast<const uint8_t *>(index.section<float>(CFAISS_CENTRES)),
                     index.facts.dimension * sizeof(float), ids.data(), lists, room.near.data());
    auto &order = room.candidates;
    order.clear();
    for (size_t i = 0; i < lists; i++) order.emplace_back(room.near[i], uint32_t(i));
    size_t sorted = std::min(lists, question.breadth);
    std::partial_sort(order.begin(), order.begin() + long(sorted), order.end());
    room.pool.begin(looked_at_again());
    const uint32_t *starts = index.section<uint32_t>(CFAISS_LIST_STARTS);
    size_t probed = 0, seen = 0;
    for (size_t at = 0; at < lists && (probed < question.breadth || seen < read_at_least()); at++) {
        if (at == sorted) {
            std::sort(order.begin() + long(at), order.end());
            sorted = lists;
        }
        uint32_t list = order[at].node();
        size_t before = seen;
        uint32_t nodes[256];
        for (uint32_t node = starts[list]; node < starts[list + 1];) {
            size_t n = 0;
            for (; node < starts[list + 1] && n < 256; node++)
                if (node_passes(node)) nodes[n++] = node;
            near(nodes, n, room.near.data());
            for (size_t i = 0; i < n; i++) room.pool.offer(Entry(room.near[i], nodes[i]));
            seen += n;
        }
        if (seen > before) probed++;
    }
}

}  // namespace cfaiss
