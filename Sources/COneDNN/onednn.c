#include "COneDNN.h"
#include <oneapi/dnnl/dnnl.h>

// libgomp's, which clang brings no header for.
extern void omp_set_num_threads(int);

bool od_product(const float *a, bool a_transposed, size_t lda, const float *b, bool b_transposed, size_t ldb, float *c,
                size_t ldc, size_t m, size_t n, size_t k, float alpha, float beta) {
    // The caller shares work out over its own threads. A pool of OpenMP's beside them would spin on the same cores while
    // it waits: measured on two cores, a sixth of a training step. The number is each calling thread's own.
    static _Thread_local bool alone = false;
    if (!alone) {
        omp_set_num_threads(1);
        alone = true;
    }
    return dnnl_sgemm(a_transposed ? 'T' : 'N', b_transposed ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) ==
           dnnl_success;
}
