// Inverted lists: rows by the nearest of some centres, each list in one stretch of memory.
#ifndef CFAISS_LISTS_H
#define CFAISS_LISTS_H
#include "index.h"
#include "work.h"

namespace cfaiss {

/// `wanted` centres (wanted, dimension) of unit length of rows `firsts`: spherical k-means (Dhillon & Modha 2001) over
/// a sample.
std::vector<float> find_centres(const float *rows, size_t dimension, const std::vector<uint32_t> &firsts,
                                size_t wanted, const Work &work);
/// Of each of the rows `firsts` the nearest centre, by bytes.
std::vector<uint32_t> nearest_centres(const float *rows, size_t dimension, const std::vector<uint32_t> &firsts,
                                      const std::vector<float> &centres, const Work &work);

}  // namespace cfaiss
#endif
