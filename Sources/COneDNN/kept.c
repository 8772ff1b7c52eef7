// Products of bf16 and of int8: the primitive of a shape is made once and kept.
#include "parts.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// What a product is beside its numbers. Shapes are compared as bytes: their padding is zero too.
typedef struct {
    dnnl_data_type_t type, c_type;
    bool a_transposed, b_transposed, b_packed, biased, added;
    dnnl_dim_t lda, ldb, ldc, m, n, k;
} od_shape;

typedef struct {
    od_shape shape;
    dnnl_primitive_t primitive;
    dnnl_memory_t a, b, c, bias;
} od_kept;

// A model has a few dozen shapes of products; a primitive's working memory is one thread's at a time.
enum { od_shelf = 128 };
typedef struct {
    od_kept all[od_shelf];
    size_t next;
} od_kept_shelf;

static void od_forget(od_kept *kept) {
    dnnl_memory_t memories[] = {kept->a, kept->b, kept->c, kept->bias};
    for (size_t at = 0; at < 4; at++)
        if (memories[at]) dnnl_memory_destroy(memories[at]);
    if (kept->primitive) dnnl_primitive_destroy(kept->primitive);
    memset(kept, 0, sizeof *kept);
}

static void od_clear(void *shelf);
static pthread_key_t od_key;
static void od_make_key(void) { pthread_key_create(&od_key, od_clear); }

static void od_clear(void *shelf) {
    for (size_t at = 0; at < od_shelf; at++) od_forget(&((od_kept_shelf *)shelf)->all[at]);
    free(shelf);
}

// The calling thread's shelf, cleared when the thread ends: pools let threads go and start others.
static od_kept_shelf *od_own_shelf(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    static _Thread_local od_kept_shelf *own = NULL;
    pthread_once(&once, od_make_key);
    if (!own) {
        own = calloc(1, sizeof *own);
        if (own && pthread_setspecific(od_key, own) != 0) {
            free(own);
            own = NULL;
        }
    }
    return own;
}

// `packed` is b where the shape says that it is packed.
static bool od_make(od_kept *kept, od_shape s, const od_packed *packed, dnnl_engine_t engine) {
    dnnl_memory_desc_t a, b, c, bias;
    dnnl_matmul_desc_t product;
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_post_ops_t after = NULL;
    dnnl_primitive_desc_t description = NULL;
    memset(kept, 0, sizeof *kept);
    if (s.b_packed) b = packed->layout;
    bool done = od_matrix(&a, s.m, s.k, s.lda, s.a_transposed, s.type) &&
                (s.b_packed || od_matrix(&b, s.k, s.n, s.ldb, s.b_transposed, s.type)) &&
                od_matrix(&c, s.m, s.n, s.ldc, false, s.c_type) && od_matrix(&bias, 1, s.n, s.n, false, dnnl_f32) &&
                dnnl_matmul_desc_init(&product, &a, &b, s.biased ? &bias : NULL, &c) == dnnl_success &&
                dnnl_primitive_attr_create(&attributes) == dnnl_success &&
                dnnl_post_ops_create(&after) == dnnl_success &&
                (!s.added || dnnl_post_ops_append_sum(after, 1) == dnnl_success) &&
                dnnl_primitive_attr_set_post_ops(attributes, after) == dnnl_success &&
                dnnl_primitive_desc_create(&description, &product, attributes, engine, NULL) == dnnl_success &&
                dnnl_primitive_create(&kept->primitive, description) == dnnl_success &&
                dnnl_memory_create(&kept->a, &a, engine, DNNL_MEMORY_NONE) == dnnl_success &&
                dnnl_memory_create(&kept->b, &b, engine, DNNL_MEMORY_NONE) == dnnl_success &&
                dnnl_memory_create(&kept->c, &c, engine, DNNL_MEMORY_NONE) == dnnl_success &&
                (!s.biased || dnnl_memory_create(&kept->bias, &bias, engine, DNNL_MEMORY_NONE) == dnnl_success);
    if (description) dnnl_primitive_desc_destroy(description);
    if (after) dnnl_post_ops_destroy(after);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    if (done) kept->shape = s; else od_forget(kept);
    return done;
}

static od_kept *od_find(const od_shape *shape, const od_packed *packed, dnnl_engine_t engine) {
    od_kept_shelf *shelf = od_own_shelf();
    if (!shelf) return NULL;
    for (size_t at = 0; at < od_shelf; at++)
        if (shelf->all[at].primitive && memcmp(&shelf->all[at].shape, shape, sizeof *shape) == 0) return &shelf->all[at];
    od_kept *place = &shelf->all[shelf->next++ % od_shelf];
    if (place->primitive) od_forget(place);
    return od_make(place, *shape, packed, engine) ? place : NULL;
}

static bool od_execute(const od_shape *shape, const od_packed *packed, const void *a, const void *b, const float *bias,
                       void *c) {
    od_alone();
    dnnl_engine_t engine = od_engine();
    dnnl_stream_t stream = od_stream();
    od_kept *kept = engine && stream ? od_find(shape, packed, engine) : NULL;
    if (!kept || dnnl_memory_set_data_handle(kept->a, (void *)a) != dnnl_success ||
        dnnl_memory_set_data_handle(kept->b, (void *)b) != dnnl_success ||
        dnnl_memory_set_data_handle(kept->c, c) != dnnl_success ||
        (bias && dnnl_memory_set_data_handle(kept->bias, (void *)bias) != dnnl_success))
        return false;
    dnnl_exec_arg_t arguments[] = {
        {DNNL_ARG_SRC, kept->a}, {DNNL_ARG_WEIGHTS, kept->b}, {DNNL_ARG_DST, kept->c}, {DNNL_ARG_BIAS, kept->bias}};
    return dnnl_primitive_execute(kept->primitive, stream, bias ? 4 : 3, arguments) == dnnl_success &&
           dnnl_stream_wait(stream) == dnnl_success;
}

static dnnl_data_type_t od_data_type(od_type type) { return type == od_bf16 ? dnnl_bf16 : dnnl_f32; }

bool od_mixed_product(od_type type, const void *a, bool a_transposed, size_t lda, const void *b, bool b_transposed,
                      size_t ldb, float *c, size_t ldc, size_t m, size_t n, size_t k, bool added) {
    od_shape shape;
    memset(&shape, 0, sizeof shape);
    shape.type = od_data_type(type), shape.c_type = dnnl_f32;
    shape.a_transposed = a_transposed, shape.b_transposed = b_transposed, shape.added = added;
    shape.lda = lda, shape.ldb = ldb, shape.ldc = ldc, shape.m = m, shape.n = n, shape.k = k;
    return od_execute(&shape, NULL, a, b, NULL, c);
}

bool od_packed_product(const void *a, const od_packed *b, const float *bias, void *c, od_type c_type, size_t m,
                       bool added) {
    od_shape shape;
    memset(&shape, 0, sizeof shape);
    shape.type = dnnl_bf16, shape.c_type = od_data_type(c_type);
    shape.b_packed = true, shape.biased = bias != NULL, shape.added = added;
    shape.lda = b->k, shape.ldc = b->n, shape.m = m, shape.n = b->n, shape.k = b->k;
    return od_execute(&shape, b, a, b->bytes, bias, c);
}

bool od_byte_product(const uint8_t *a, const od_packed *b, float *c, size_t m) {
    od_shape shape;
    memset(&shape, 0, sizeof shape);
    shape.type = dnnl_u8, shape.c_type = dnnl_f32, shape.b_packed = true;
    shape.lda = b->k, shape.ldc = b->n, shape.m = m, shape.n = b->n, shape.k = b->k;
    return od_execute(&shape, b, a, b->bytes, NULL, c);
}
