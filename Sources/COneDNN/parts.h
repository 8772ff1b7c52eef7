// What the files of this target share.
#ifndef OD_PARTS_H
#define OD_PARTS_H
#include "COneDNN.h"
#include <oneapi/dnnl/dnnl.h>

/// A matrix in the order that products of oneDNN read it fastest.
struct od_packed {
    dnnl_memory_desc_t layout;
    size_t k, n;
    void *bytes;
};

/// Sets the calling thread to work alone.
void od_alone(void);
/// The engine of the process, or NULL.
dnnl_engine_t od_engine(void);
/// The calling thread's stream, or NULL.
dnnl_stream_t od_stream(void);
/// Describes a row-major matrix, or one that lies transposed, with rows of ld in memory.
bool od_matrix(dnnl_memory_desc_t *matrix, dnnl_dim_t rows, dnnl_dim_t columns, dnnl_dim_t ld, bool transposed,
               dnnl_data_type_t type);
#endif
