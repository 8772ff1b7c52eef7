#include "CFaiss.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>

#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/impl/AuxIndexStructures.h>
#include <faiss/impl/IDSelector.h>
#include <faiss/impl/io.h>
#include <faiss/index_io.h>

// libgomp's; see openmp/omp.h.
extern "C" {
int omp_get_max_threads(void);
int omp_get_num_procs(void);
void omp_set_num_threads(int);
}

struct cfaiss_index {
    std::unique_ptr<faiss::Index> index;
};

namespace {

/// All cores for this thread's next loops of FAISS, and after them as many as before: whoever multiplied matrices on
/// this thread keeps it to one.
struct AllCores {
    int before = omp_get_max_threads();
    AllCores() { omp_set_num_threads(omp_get_num_procs()); }
    ~AllCores() { omp_set_num_threads(before); }
};

/// Runs `body`; what it throws becomes words in `error`, and `failure` the result.
template <typename Result, typename Body>
Result guarded(cfaiss_error *error, Result failure, Body body) {
    try {
        return body();
    } catch (const std::exception &e) {
        std::snprintf(error->text, sizeof error->text, "%s", e.what());
    } catch (...) {
        std::snprintf(error->text, sizeof error->text, "an exception of unknown kind");
    }
    return failure;
}

cfaiss_index *filled(std::unique_ptr<faiss::Index> index, const float *vectors, size_t count) {
    index->add(static_cast<faiss::Index::idx_t>(count), vectors);
    return new cfaiss_index{std::move(index)};
}

}  // namespace

cfaiss_index *cfaiss_flat(const float *vectors, size_t count, size_t dimension, cfaiss_error *error) {
    return guarded<cfaiss_index *>(error, nullptr, [&] {
        return filled(std::make_unique<faiss::IndexFlatIP>(dimension), vectors, count);
    });
}

cfaiss_index *cfaiss_hnsw(const float *vectors, size_t count, size_t dimension, int links, int construction,
                          cfaiss_error *error) {
    return guarded<cfaiss_index *>(error, nullptr, [&] {
        auto index = std::make_unique<faiss::IndexHNSWFlat>(static_cast<int>(dimension), links,
                                                            faiss::METRIC_INNER_PRODUCT);
        index->hnsw.efConstruction = construction;
        AllCores cores;
        return filled(std::move(index), vectors, count);
    });
}

void cfaiss_free(cfaiss_index *index) { delete index; }
size_t cfaiss_count(const cfaiss_index *index) { return static_cast<size_t>(index->index->ntotal); }
size_t cfaiss_dimension(const cfaiss_index *index) { return static_cast<size_t>(index->index->d); }

int cfaiss_search(const cfaiss_index *index, const float *queries, size_t questions, size_t limit, int breadth,
                  const uint8_t *filter, float *scores, int64_t *rows, cfaiss_error *error) {
    return guarded<int>(error, 0, [&] {
        std::unique_ptr<faiss::IDSelectorBitmap> selector;
        if (filter) selector = std::make_unique<faiss::IDSelectorBitmap>((cfaiss_count(index) + 7) / 8, filter);
        faiss::SearchParametersHNSW graph;
        faiss::SearchParameters plain;
        const faiss::SearchParameters *parameters = &plain;
        if (dynamic_cast<const faiss::IndexHNSW *>(index->index.get())) {
            graph.efSearch = breadth;
            parameters = &graph;
        }
        graph.sel = plain.sel = selector.get();
        index->index->search(static_cast<faiss::Index::idx_t>(questions), queries,
                             static_cast<faiss::Index::idx_t>(limit), scores, rows, parameters);
        return 1;
    });
}

int cfaiss_vector(const cfaiss_index *index, size_t row, float *vector, cfaiss_error *error) {
    return guarded<int>(error, 0, [&] {
        index->index->reconstruct(static_cast<faiss::Index::idx_t>(row), vector);
        return 1;
    });
}

uint8_t *cfaiss_write(const cfaiss_index *index, size_t *size, cfaiss_error *error) {
    return guarded<uint8_t *>(error, nullptr, [&]() -> uint8_t * {
        faiss::VectorIOWriter writer;
        faiss::write_index(index->index.get(), &writer);
        auto *bytes = static_cast<uint8_t *>(std::malloc(writer.data.size()));
        if (!bytes) throw std::bad_alloc();
        std::memcpy(bytes, writer.data.data(), writer.data.size());
        *size = writer.data.size();
        return bytes;
    });
}

void cfaiss_release(uint8_t *bytes) { std::free(bytes); }

cfaiss_index *cfaiss_read(const uint8_t *bytes, size_t size, cfaiss_error *error) {
    return guarded<cfaiss_index *>(error, nullptr, [&] {
        faiss::VectorIOReader reader;
        reader.data.assign(bytes, bytes + size);
        return new cfaiss_index{std::unique_ptr<faiss::Index>(faiss::read_index(&reader))};
    });
}

