// A C face over FAISS 1.7.3 and what lies around it: graphs and inverted lists over storages of ours. Vectors are f32,
// row-major, of unit length; scores are inner products.
//
// Every function that can fail gives 0 and fills `error` with words; no exception leaves it.
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

/// Kinds: a navigable small world graph (Malkov & Yashunin 2018) over f32, the same over bytes, inverted lists over
/// bytes. All keep the rows in f32 too, and scores come from these.
enum { CFAISS_GRAPH = 2, CFAISS_BYTES = 3, CFAISS_LISTS = 4 };

/// The parts of an index, as a file holds them.
enum {
    CFAISS_FACTS,
    CFAISS_ROWS,
    CFAISS_CODES,
    CFAISS_STARTS,
    CFAISS_MEMBERS,
    CFAISS_PLACES,
    CFAISS_LINK_STARTS,
    CFAISS_LINKS,
    CFAISS_UPPER_NODES,
    CFAISS_UPPER_STARTS,
    CFAISS_UPPER_LINKS,
    CFAISS_CENTRES,
    CFAISS_LIST_STARTS,
    CFAISS_SECTIONS
};
typedef struct {
    const void *_Nullable at;
    size_t bytes;
} cfaiss_section;

/// How an index is made.
typedef struct {
    int kind;
    /// Links of a row (M), and how widely the graph is searched while it is made (efConstruction).
    int links, construction;
    /// How many inverted lists; 0 lets the number of rows say.
    int lists;
    /// 0 is all cores.
    int threads;
    /// Asked now and then on the caller's thread; 0 ends the work, which then fails.
    int (*_Nullable go_on)(void *_Nullable context);
    void *_Nullable context;
} cfaiss_settings;

/// An index of vectors (count, dimension).
cfaiss_index *_Nullable cfaiss_build(const float *vectors, size_t count, size_t dimension,
                                     const cfaiss_settings *settings, cfaiss_error *error);
/// Another index with `count` more rows after the old ones; what the old one knows is copied, not found again.
cfaiss_index *_Nullable cfaiss_extend(const cfaiss_index *index, const float *vectors, size_t count,
                                      const cfaiss_settings *settings, cfaiss_error *error);
/// An index over sections (CFAISS_SECTIONS) that stay where they are while it lives. They may hold anything: whatever
/// would lead a search astray is refused.
cfaiss_index *_Nullable cfaiss_open(const cfaiss_section *sections, cfaiss_error *error);
void cfaiss_free(cfaiss_index *index);

int cfaiss_kind(const cfaiss_index *index);
size_t cfaiss_count(const cfaiss_index *index);
size_t cfaiss_dimension(const cfaiss_index *index);
cfaiss_section cfaiss_part(const cfaiss_index *index, int which);
/// The vector of a row (dimension).
const float *cfaiss_vector(const cfaiss_index *index, size_t row);

/// What is asked.
typedef struct {
    /// (dimension).
    const float *vector;
    size_t limit;
    /// How many of the nearest are held while the graph is walked (efSearch), or lists are looked at (nprobe).
    size_t breadth;
    /// A bit for each row, the first in the lowest bit; null where all pass. `passing` is how many are set.
    const uint64_t *_Nullable filter;
    size_t passing;
} cfaiss_question;

/// How an answer was found.
enum { CFAISS_WALKED, CFAISS_SCANNED, CFAISS_FELL_BACK };

/// The best rows and their scores, best first, into room for `limit` each; gives how many there are, and -1 on failure.
long cfaiss_search(const cfaiss_index *index, const cfaiss_question *question, uint32_t *rows, float *scores, int *how,
                   cfaiss_error *error);

/// For tests: the nearness of rows `ids` (n) of bytes or of f32 to a question, by the variant of that number; its name,
/// null beyond the last. The first is the plain one.
const char *_Nullable cfaiss_variant(size_t number);
void cfaiss_variant_bytes(size_t number, const int8_t *question, const uint8_t *table, size_t stride,
                          const uint32_t *ids, size_t n, int32_t *found);
void cfaiss_variant_floats(size_t number, const float *question, const float *table, size_t dimension,
                           const uint32_t *ids, size_t n, float *found);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
#endif
