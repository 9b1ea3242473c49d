// The last steps of a process, with async-signal-safe calls only.
#include "Ending.h"

#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "CGuard.h"

static _Atomic(cg_restorer) restorer;
static atomic_bool is_ending;

void cg_set_restorer(cg_restorer restore) { atomic_store(&restorer, restore); }

bool cg_is_ending(void) { return atomic_load(&is_ending); }

bool cg_begin_ending(void) {
  if (atomic_exchange(&is_ending, true)) {
    for (;;) pause();
  }
  cg_restorer restore = atomic_load(&restorer);
  return restore != NULL && restore();
}

_Noreturn void cg_end(int status) { _exit(status); }

void cg_say(const char *text) {
  size_t count = strlen(text);
  while (count > 0) {
    ssize_t written = write(STDERR_FILENO, text, count);
    if (written <= 0) return;
    text += written;
    count -= (size_t)written;
  }
}

void cg_say_number(size_t number) {
  char digits[24];
  char *start = digits + sizeof digits - 1;
  *start = 0;
  do {
    *--start = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  cg_say(start);
}
