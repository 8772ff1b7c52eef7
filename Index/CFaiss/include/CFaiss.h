// A C face over FAISS 1.7.3. Vectors are f32, row-major, of unit length; scores are inner products.
//
// Every function that can fail gives 0 and fills `error` with FAISS's own words; no exception leaves it. FAISS's
// assertions on sizes end the process and cannot be caught: callers check sizes first.
#ifndef CFAISS_H
#define CFAISS_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// An index, search-only once it is built; searches may run at the same time.
typedef struct cfaiss_index cfaiss_index;

/// What went wrong, in a C string of at most 255 bytes.
typedef struct {
    char text[256];
} cfaiss_error;

/// All rows looked at: vectors (count, dimension).
cfaiss_index *_Nullable cfaiss_flat(const float *vectors, size_t count, size_t dimension, cfaiss_error *error);
/// A navigable small world graph (Malkov & Yashunin 2018) of `links` links a row.
cfaiss_index *_Nullable cfaiss_hnsw(const float *vectors, size_t count, size_t dimension, int links,
                                    int construction, cfaiss_error *error);
void cfaiss_free(cfaiss_index *index);

size_t cfaiss_count(const cfaiss_index *index);
size_t cfaiss_dimension(const cfaiss_index *index);

/// The `limit` best of each of `questions` queries: scores and rows (questions, limit); a row of -1 says that fewer were
/// found. `breadth` is HNSW's efSearch. `filter` has a bit for each row, or is null.
int cfaiss_search(const cfaiss_index *index, const float *queries, size_t questions, size_t limit, int breadth,
                  const uint8_t *_Nullable filter, float *scores, int64_t *rows, cfaiss_error *error);
/// The vector of a row (dimension).
int cfaiss_vector(const cfaiss_index *index, size_t row, float *vector, cfaiss_error *error);

/// The index as FAISS writes it, in memory that `cfaiss_release` frees.
uint8_t *_Nullable cfaiss_write(const cfaiss_index *index, size_t *size, cfaiss_error *error);
void cfaiss_release(uint8_t *bytes);
/// An index from such bytes; the caller has held a checksum against them.
cfaiss_index *_Nullable cfaiss_read(const uint8_t *bytes, size_t size, cfaiss_error *error);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
#endif
