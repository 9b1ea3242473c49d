#pragma once

#include <stdbool.h>

/// A body that its owner lends to other threads until the call that lent it returns.
struct cw_loan;

// `cw_lend` is declared in Swift, where a closure is the pair of pointers that it takes.

/// Runs a lent body.
void cw_call(const struct cw_loan *loan, long worker);

/// Starts a detached thread, with the signal mask of the caller; false when none can be created.
bool cw_start_thread(void (*run)(void *argument), void *argument);

/// Tells the processor that this is a spin loop, so that it saves power and yields to a sibling hyperthread.
static inline void cw_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Keeps the compiler, not the processor, from moving loads and stores across.
__attribute__((always_inline)) static inline void cw_keep_order(void) {
  __asm__ volatile("" ::: "memory");
}
