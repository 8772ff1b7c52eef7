// The C face: nothing is thrown beyond it.
#include "CFaiss.h"

#include <cstdio>
#include <exception>

#include "build.h"
#include "open.h"
#include "search.h"

namespace {

/// Runs `body`; what it throws becomes words in `error`, and `failure` the result.
template <typename Result, typename Body> Result guarded(cfaiss_error *error, Result failure, Body body) {
    try {
        return body();
    } catch (const std::exception &e) {
        std::snprintf(error->text, sizeof error->text, "%s", e.what());
    } catch (...) {
        std::snprintf(error->text, sizeof error->text, "an exception of unknown kind");
    }
    return failure;
}

}  // namespace

cfaiss_index *cfaiss_build(const float *vectors, size_t count, size_t dimension, const cfaiss_settings *settings,
                           cfaiss_error *error) {
    return guarded<cfaiss_index *>(
        error, nullptr, [&] { return cfaiss::build(nullptr, vectors, count, dimension, *settings).release(); });
}

cfaiss_index *cfaiss_extend(const cfaiss_index *index, const float *vectors, size_t count,
                            const cfaiss_settings *settings, cfaiss_error *error) {
    return guarded<cfaiss_index *>(error, nullptr, [&] {
        return cfaiss::build(index, vectors, count, index->facts.dimension, *settings).release();
    });
}

cfaiss_index *cfaiss_open(const cfaiss_section *sections, cfaiss_error *error) {
    return guarded<cfaiss_index *>(error, nullptr, [&] { return cfaiss::open(sections).release(); });
}

void cfaiss_free(cfaiss_index *index) { delete index; }
int cfaiss_kind(const cfaiss_index *index) { return int(index->facts.kind); }
size_t cfaiss_count(const cfaiss_index *index) { return index->facts.count; }
size_t cfaiss_dimension(const cfaiss_index *index) { return index->facts.dimension; }
cfaiss_section cfaiss_part(const cfaiss_index *index, int which) { return index->sections[which]; }
const float *cfaiss_vector(const cfaiss_index *index, size_t row) {
    return index->rows() + row * index->facts.dimension;
}

long cfaiss_search(const cfaiss_index *index, const cfaiss_question *question, uint32_t *rows, float *scores, int *how,
                   cfaiss_error *error) {
    return guarded<long>(error, -1, [&] { return cfaiss::search(*index, *question, rows, scores, *how); });
}

const char *cfaiss_variant(size_t number) {
    const cfaiss::Kernels *first;
    return number < cfaiss::variants(&first) ? first[number].name : nullptr;
}

void cfaiss_variant_bytes(size_t number, const int8_t *question, const uint8_t *table, size_t stride,
                          const uint32_t *ids, size_t n, int32_t *found) {
    const cfaiss::Kernels *first;
    if (number < cfaiss::variants(&first)) first[number].bytes(question, 0, table, stride, ids, n, found);
}

void cfaiss_variant_floats(size_t number, const float *question, const float *table, size_t dimension,
                           const uint32_t *ids, size_t n, float *found) {
    const cfaiss::Kernels *first;
    if (number >= cfaiss::variants(&first)) return;
    auto *bits = reinterpret_cast<int32_t *>(found);
    first[number].floats(question, 0, reinterpret_cast<const uint8_t *>(table), dimension * sizeof(float), ids, n,
                         bits);
    for (size_t i = 0; i < n; i++) found[i] = cfaiss::unordered(bits[i]);
}
