// From rows to an index.
#ifndef CFAISS_BUILD_H
#define CFAISS_BUILD_H
#include "graph.h"
#include "index.h"

namespace cfaiss {

/// An index of vectors (count, dimension), after the rows of an older one, if not null, whose kind and links it then
/// keeps.
std::unique_ptr<cfaiss_index> build(const cfaiss_index *old, const float *vectors, size_t count,
                                    size_t dimension, const cfaiss_settings &settings);

}  // namespace cfaiss
#endif
