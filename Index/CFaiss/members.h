// Rows that are the same become one node.
#ifndef CFAISS_MEMBERS_H
#define CFAISS_MEMBERS_H
#include "index.h"

namespace cfaiss {

/// The group of each row by its code (count, bytes), and of each group its first row.
void group(const uint8_t *codes, size_t bytes, size_t known, size_t count, std::vector<uint32_t> &group_of,
           std::vector<uint32_t> &first);
/// Writes down which rows are whose; nothing where every node is its row.
void lay_members(cfaiss_index &index, const std::vector<uint32_t> &node_of, size_t nodes);

}  // namespace cfaiss
#endif
