#include "CWorkers.h"

#include <pthread.h>
#include <stdlib.h>

// Swift has no address for a closure that must not escape, except after copying it to the heap. Its calling
// convention passes one as code and context, which Clang names `swiftcall` and `swift_context`; kept on the
// stack of the caller they are an address that is valid for as long as the call lasts.
typedef __attribute__((swiftcall)) void (*cw_body)(
    long worker, __attribute__((swift_context)) void *context);

struct cw_loan {
  cw_body body;
  void *context;
};

__attribute__((swiftcall)) void cw_lend(
    cw_body body, void *context, void *borrower,
    void (*use)(void *borrower, const struct cw_loan *loan)) {
  const struct cw_loan loan = {body, context};
  use(borrower, &loan);
}

void cw_call(const struct cw_loan *loan, long worker) { loan->body(worker, loan->context); }

struct start {
  void (*run)(void *argument);
  void *argument;
};

static void *enter(void *argument) {
  const struct start start = *(struct start *)argument;
  free(argument);
  start.run(start.argument);
  return NULL;
}

bool cw_start_thread(void (*run)(void *argument), void *argument) {
  struct start *start = malloc(sizeof *start);
  if (!start) return false;
  *start = (struct start){run, argument};
  pthread_t thread;
  if (pthread_create(&thread, NULL, enter, start) != 0) {
    free(start);
    return false;
  }
  pthread_detach(thread);
  return true;
}
