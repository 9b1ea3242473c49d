#include <cblas.h>

// There is no `link` in the module map on purpose: OpenBLAS starts its threads, which spin for a while,
// as soon as it is in a process, and the explorer must have one thread until it has blocked its signals.
// So the library is loaded by whoever needs it, and these are the types of what is looked up in it.
typedef __typeof__(cblas_sgemm) *co_sgemm_function;
typedef __typeof__(openblas_get_corename) *co_get_corename_function;
typedef __typeof__(openblas_get_num_threads) *co_get_num_threads_function;
