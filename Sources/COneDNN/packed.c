// Weights put once into the order that products read them in.
#include "parts.h"
#include <stdlib.h>

// The order does not depend on how many rows the other factor has; this many are asked for.
enum { od_usual_rows = 256 };

static bool od_fastest(dnnl_memory_desc_t *layout, dnnl_data_type_t a_type, dnnl_data_type_t b_type, size_t k, size_t n,
                       dnnl_engine_t engine) {
    dnnl_memory_desc_t a, b, c;
    dnnl_dims_t extents = {(dnnl_dim_t)k, (dnnl_dim_t)n};
    dnnl_matmul_desc_t product;
    dnnl_primitive_desc_t description = NULL;
    bool done = od_matrix(&a, od_usual_rows, k, k, false, a_type) &&
                dnnl_memory_desc_init_by_tag(&b, 2, extents, b_type, dnnl_format_tag_any) == dnnl_success &&
                od_matrix(&c, od_usual_rows, n, n, false, dnnl_f32) &&
                dnnl_matmul_desc_init(&product, &a, &b, NULL, &c) == dnnl_success &&
                dnnl_primitive_desc_create(&description, &product, NULL, engine, NULL) == dnnl_success;
    if (done) *layout = *dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0);
    if (description) dnnl_primitive_desc_destroy(description);
    return done;
}

static bool od_reorder(const void *b, dnnl_data_type_t type, bool transposed, size_t ldb, od_packed *to,
                       dnnl_engine_t engine) {
    dnnl_memory_desc_t from;
    dnnl_primitive_desc_t description = NULL;
    dnnl_primitive_t primitive = NULL;
    dnnl_memory_t source = NULL, target = NULL;
    dnnl_stream_t stream = od_stream();
    bool done = stream && od_matrix(&from, to->k, to->n, ldb, transposed, type) &&
                dnnl_reorder_primitive_desc_create(&description, &from, engine, &to->layout, engine, NULL) ==
                    dnnl_success &&
                dnnl_primitive_create(&primitive, description) == dnnl_success &&
                dnnl_memory_create(&source, &from, engine, (void *)b) == dnnl_success &&
                dnnl_memory_create(&target, &to->layout, engine, to->bytes) == dnnl_success;
    if (done) {
        dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, source}, {DNNL_ARG_TO, target}};
        done = dnnl_primitive_execute(primitive, stream, 2, arguments) == dnnl_success &&
               dnnl_stream_wait(stream) == dnnl_success;
    }
    if (source) dnnl_memory_destroy(source);
    if (target) dnnl_memory_destroy(target);
    if (primitive) dnnl_primitive_destroy(primitive);
    if (description) dnnl_primitive_desc_destroy(description);
    return done;
}

// `type` is what b is of; it is packed as `packed_type`, for a first factor of `a_type`.
static od_packed *od_pack_all(const void *b, dnnl_data_type_t type, dnnl_data_type_t packed_type,
                              dnnl_data_type_t a_type, bool transposed, size_t ldb, size_t k, size_t n) {
    od_alone();
    dnnl_engine_t engine = od_engine();
    od_packed *packed = engine ? calloc(1, sizeof *packed) : NULL;
    if (!packed) return NULL;
    packed->k = k, packed->n = n;
    if (od_fastest(&packed->layout, a_type, packed_type, k, n, engine)) {
        size_t bytes = dnnl_memory_desc_get_size(&packed->layout);
        packed->bytes = aligned_alloc(64, (bytes + 63) / 64 * 64);
        if (packed->bytes && od_reorder(b, type, transposed, ldb, packed, engine)) return packed;
    }
    od_packed_free(packed);
    return NULL;
}

od_packed *od_pack(const float *b, bool transposed, size_t ldb, size_t k, size_t n) {
    return od_pack_all(b, dnnl_f32, dnnl_bf16, dnnl_bf16, transposed, ldb, k, n);
}

od_packed *od_pack_bytes(const int8_t *b, size_t k, size_t n) {
    return od_pack_all(b, dnnl_s8, dnnl_s8, dnnl_u8, true, k, k, n);
}

void od_packed_free(od_packed *packed) {
    if (!packed) return;
    free(packed->bytes);
    free(packed);
}
