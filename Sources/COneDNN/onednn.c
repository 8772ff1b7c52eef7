#include "COneDNN.h"
#include <oneapi/dnnl/dnnl.h>

bool od_product(const float *a, bool a_transposed, const float *b, bool b_transposed, float *c, size_t m, size_t n,
                size_t k, float alpha, float beta) {
    dnnl_dim_t lda = a_transposed ? m : k, ldb = b_transposed ? k : n;
    return dnnl_sgemm(a_transposed ? 'T' : 'N', b_transposed ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, n) ==
           dnnl_success;
}
