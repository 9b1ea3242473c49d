// Handlers of crash signals.
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "CGuard.h"
#include "Ending.h"
#include "Mappings.h"

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };

static struct sigaction previous[fatal_count];
static bool wants_report;
static _Alignas(16) unsigned char signal_stack[64 * 1024];

// The file is not accessed again: if it has grown back, the program would continue with a mixture of two files.
static _Noreturn void end_by_mapping(const cg_mapped_place *place) {
  struct stat now;
  bool is_known = stat(place->path, &now) == 0;
  cg_say("latentty: ");
  cg_say(place->shown);
  cg_say(": byte ");
  cg_say_number(place->offset);
  cg_say(": expected the ");
  cg_say_number(place->count);
  cg_say(" bytes that were there when it was opened, found ");
  if (is_known && (size_t)now.st_size < place->count) {
    cg_say("a file that was cut to ");
    cg_say_number((size_t)now.st_size);
    cg_say("\n");
  } else {
    cg_say("a file that was written anew or cannot be read\n");
  }
  cg_end(1);
}

static void pass_on(int signal_number, bool reports) {
  for (size_t index = 0; index < fatal_count; ++index) {
    if (fatal[index] != signal_number) continue;
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigaction(signal_number, reports ? &previous[index] : &usual, NULL);
  }
}

static void on_fatal_signal(int signal_number, siginfo_t *information, void *context) {
  (void)context;
  bool gave_back = cg_begin_ending();
  cg_mapped_place place;
  if (signal_number == SIGBUS && information->si_code > 0 &&
      cg_mapping_find(information->si_addr, &place)) {
    end_by_mapping(&place);
  }
  bool reports = wants_report && !gave_back;
  if (!reports) {
    cg_say("latentty: a fault of the program: signal ");
    cg_say_number((size_t)signal_number);
    cg_say("; SWIFT_BACKTRACE=enable=yes tells where, without a screen\n");
  }
  pass_on(signal_number, reports);
  // A fault recurs when its instruction is repeated, and then shows where it was. SIGTRAP and signals sent by a
  // process do not recur, and a read that succeeds meanwhile must not let the program continue; these are raised
  // again.
  if (!reports || information->si_code <= 0 || signal_number == SIGTRAP) raise(signal_number);
}

void cg_faults_install(void) {
  wants_report = getenv("SWIFT_BACKTRACE") != NULL;
  stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {
      .sa_sigaction = on_fatal_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < fatal_count; ++index) {
    sigaction(fatal[index], &action, &previous[index]);
  }
}
