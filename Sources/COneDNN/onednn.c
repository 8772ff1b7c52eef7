#include "COneDNN.h"
#include <oneapi/dnnl/dnnl.h>
#include <string.h>

// libgomp's, which clang brings no header for.
extern void omp_set_num_threads(int);

// The caller shares work out over its own threads. A pool of OpenMP's beside them would spin on the same cores while it
// waits: measured on two cores, a sixth of a training step. The number is each calling thread's own.
static void od_alone(void) {
    static _Thread_local bool alone = false;
    if (!alone) {
        omp_set_num_threads(1);
        alone = true;
    }
}

bool od_product(const float *a, bool a_transposed, size_t lda, const float *b, bool b_transposed, size_t ldb, float *c,
                size_t ldc, size_t m, size_t n, size_t k, float alpha, float beta) {
    od_alone();
    return dnnl_sgemm(a_transposed ? 'T' : 'N', b_transposed ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) ==
           dnnl_success;
}

// What a product needs beside its numbers: its shape, by which its primitive is kept.
typedef struct {
    dnnl_data_type_t type;
    bool a_transposed, b_transposed, added;
    dnnl_dim_t lda, ldb, ldc, m, n, k;
} od_shape;

typedef struct {
    od_shape shape;
    dnnl_primitive_t primitive;
    dnnl_memory_t a, b, c;
} od_kept;

// A model has a few dozen shapes of products; a primitive's working memory is one thread's at a time.
enum { od_shelf = 64 };
static _Thread_local od_kept od_all[od_shelf];
static _Thread_local size_t od_next = 0;
static _Thread_local dnnl_stream_t od_stream = NULL;

static dnnl_engine_t od_engine(void) {
    static dnnl_engine_t engine = NULL;
    if (!engine) {
        dnnl_engine_t made = NULL, none = NULL;
        if (dnnl_engine_create(&made, dnnl_cpu, 0) != dnnl_success) return NULL;
        // Two threads may come here at once: the first to put its engine there wins.
        if (!__atomic_compare_exchange_n(&engine, &none, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            dnnl_engine_destroy(made);
    }
    return engine;
}

static void od_forget(od_kept *kept) {
    if (kept->a) dnnl_memory_destroy(kept->a);
    if (kept->b) dnnl_memory_destroy(kept->b);
    if (kept->c) dnnl_memory_destroy(kept->c);
    if (kept->primitive) dnnl_primitive_destroy(kept->primitive);
    memset(kept, 0, sizeof *kept);
}

static bool od_matrix(dnnl_memory_desc_t *matrix, dnnl_dim_t rows, dnnl_dim_t columns, dnnl_dim_t ld, bool transposed,
                      dnnl_data_type_t type) {
    dnnl_dims_t extents = {rows, columns}, strides = {transposed ? 1 : ld, transposed ? ld : 1};
    return dnnl_memory_desc_init_by_strides(matrix, 2, extents, type, strides) == dnnl_success;
}

static bool od_make(od_kept *kept, od_shape s, dnnl_engine_t engine) {
    dnnl_memory_desc_t a, b, c;
    dnnl_matmul_desc_t product;
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_post_ops_t after = NULL;
    dnnl_primitive_desc_t description = NULL;
    memset(kept, 0, sizeof *kept);
    bool done = od_matrix(&a, s.m, s.k, s.lda, s.a_transposed, s.type) &&
                od_matrix(&b, s.k, s.n, s.ldb, s.b_transposed, s.type) &&
                od_matrix(&c, s.m, s.n, s.ldc, false, dnnl_f32) &&
                dnnl_matmul_desc_init(&product, &a, &b, NULL, &c) == dnnl_success &&
                dnnl_primitive_attr_create(&attributes) == dnnl_success &&
                dnnl_post_ops_create(&after) == dnnl_success &&
                (!s.added || dnnl_post_ops_append_sum(after, 1) == dnnl_success) &&
                dnnl_primitive_attr_set_post_ops(attributes, after) == dnnl_success &&
                dnnl_primitive_desc_create(&description, &product, attributes, engine, NULL) == dnnl_success &&
                dnnl_primitive_create(&kept->primitive, description) == dnnl_success &&
                dnnl_memory_create(&kept->a, &a, engine, DNNL_MEMORY_NONE) == dnnl_success &&
                dnnl_memory_create(&kept->b, &b, engine, DNNL_MEMORY_NONE) == dnnl_success &&
                dnnl_memory_create(&kept->c, &c, engine, DNNL_MEMORY_NONE) == dnnl_success;
    if (description) dnnl_primitive_desc_destroy(description);
    if (after) dnnl_post_ops_destroy(after);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    if (done) kept->shape = s; else od_forget(kept);
    return done;
}

static od_kept *od_find(const od_shape *shape, dnnl_engine_t engine) {
    for (size_t at = 0; at < od_shelf; at++)
        if (od_all[at].primitive && memcmp(&od_all[at].shape, shape, sizeof *shape) == 0) return &od_all[at];
    od_kept *place = &od_all[od_next++ % od_shelf];
    if (place->primitive) od_forget(place);
    return od_make(place, *shape, engine) ? place : NULL;
}

bool od_mixed_product(od_type type, const void *a, bool a_transposed, size_t lda, const void *b, bool b_transposed,
                      size_t ldb, float *c, size_t ldc, size_t m, size_t n, size_t k, bool added) {
    od_alone();
    dnnl_engine_t engine = od_engine();
    if (!engine || (!od_stream && dnnl_stream_create(&od_stream, engine, dnnl_stream_default_flags) != dnnl_success))
        return false;
    od_shape shape;
    memset(&shape, 0, sizeof shape);  // padding too: shapes are compared as bytes
    shape.type = type == od_bf16 ? dnnl_bf16 : dnnl_f32;
    shape.a_transposed = a_transposed, shape.b_transposed = b_transposed, shape.added = added;
    shape.lda = lda, shape.ldb = ldb, shape.ldc = ldc, shape.m = m, shape.n = n, shape.k = k;
    od_kept *kept = od_find(&shape, engine);
    if (!kept || dnnl_memory_set_data_handle(kept->a, (void *)a) != dnnl_success ||
        dnnl_memory_set_data_handle(kept->b, (void *)b) != dnnl_success ||
        dnnl_memory_set_data_handle(kept->c, c) != dnnl_success)
        return false;
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, kept->a}, {DNNL_ARG_WEIGHTS, kept->b}, {DNNL_ARG_DST, kept->c}};
    return dnnl_primitive_execute(kept->primitive, od_stream, 3, arguments) == dnnl_success &&
           dnnl_stream_wait(od_stream) == dnnl_success;
}
