// FAISS's headers name OpenMP's lock type in a signature, and clang brings no omp.h of its own; the name is all that is
// needed here, since FAISS itself is compiled already.
#ifndef CFAISS_OMP_H
#define CFAISS_OMP_H
typedef struct {
    unsigned char bytes[4];
} omp_lock_t;
#endif
