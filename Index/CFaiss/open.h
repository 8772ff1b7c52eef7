#ifndef CFAISS_OPEN_H
#define CFAISS_OPEN_H
#include "index.h"
#include "work.h"

namespace cfaiss {

/// An index over sections that may hold anything; throws what is wrong with them.
std::unique_ptr<cfaiss_index> open(const cfaiss_section *sections);

}  // namespace cfaiss
#endif
