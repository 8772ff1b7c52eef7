#include "parts.h"
#include <pthread.h>

// libgomp's, which clang brings no header for.
extern void omp_set_num_threads(int);

// The caller shares work out over its own threads. A pool of OpenMP's beside them would spin on the same cores while it
// waits: measured on two cores, a sixth of a training step. The number is each calling thread's own.
void od_alone(void) {
    static _Thread_local bool alone = false;
    if (!alone) {
        omp_set_num_threads(1);
        alone = true;
    }
}

dnnl_engine_t od_engine(void) {
    static dnnl_engine_t engine = NULL;
    dnnl_engine_t ready = __atomic_load_n(&engine, __ATOMIC_ACQUIRE), none = NULL;
    if (ready) return ready;
    if (dnnl_engine_create(&ready, dnnl_cpu, 0) != dnnl_success) return NULL;
    // Two threads may come here at once: the first to put its engine there wins.
    if (__atomic_compare_exchange_n(&engine, &none, ready, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return ready;
    dnnl_engine_destroy(ready);
    return none;
}

static pthread_key_t od_stream_key;
static void od_end_stream(void *stream) { dnnl_stream_destroy(stream); }
static void od_make_stream_key(void) { pthread_key_create(&od_stream_key, od_end_stream); }

dnnl_stream_t od_stream(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    static _Thread_local dnnl_stream_t stream = NULL;
    if (stream) return stream;
    dnnl_engine_t engine = od_engine();
    pthread_once(&once, od_make_stream_key);
    if (!engine || dnnl_stream_create(&stream, engine, dnnl_stream_default_flags) != dnnl_success) return NULL;
    // Destroyed when the thread ends.
    pthread_setspecific(od_stream_key, stream);
    return stream;
}

bool od_matrix(dnnl_memory_desc_t *matrix, dnnl_dim_t rows, dnnl_dim_t columns, dnnl_dim_t ld, bool transposed,
               dnnl_data_type_t type) {
    dnnl_dims_t extents = {rows, columns}, strides = {transposed ? 1 : ld, transposed ? ld : 1};
    return dnnl_memory_desc_init_by_strides(matrix, 2, extents, type, strides) == dnnl_success;
}

bool od_product(const float *a, bool a_transposed, size_t lda, const float *b, bool b_transposed, size_t ldb, float *c,
                size_t ldc, size_t m, size_t n, size_t k, float alpha, float beta) {
    od_alone();
    return dnnl_sgemm(a_transposed ? 'T' : 'N', b_transposed ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) ==
           dnnl_success;
}
