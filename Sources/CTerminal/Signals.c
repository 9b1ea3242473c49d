// Signals read from a file descriptor: no handler of this program interrupts it asynchronously, and
// one poll(2) waits for keys, signals and answers alike.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "CGuard.h"
#include "CTerminal.h"

static const int handled[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGHUP, SIGTERM, SIGINT, SIGQUIT};
enum { handled_count = sizeof handled / sizeof handled[0] };

static pthread_t owner;

static sigset_t handled_set(void) {
  sigset_t set;
  sigemptyset(&set);
  for (size_t index = 0; index < handled_count; ++index) sigaddset(&set, handled[index]);
  return set;
}

// Runs only in threads that a library started before the mask was set, for example in a constructor:
// the owner has the signal blocked, so it becomes readable there.
static void hand_over(int signal_number) { pthread_kill(owner, signal_number); }

void ct_signals_block(void) {
  owner = pthread_self();
  sigset_t set = handled_set();
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  struct sigaction action = {.sa_handler = hand_over, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < handled_count; ++index) sigaction(handled[index], &action, NULL);
  // A closed connection is reported by write(2); SIGPIPE must not end the process.
  signal(SIGPIPE, SIG_IGN);
}

int ct_signals_open(void) {
  sigset_t set = handled_set();
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

// Only the system knows whether a stopped process could ever be continued, and discards the signal if not. A
// stop discards pending SIGCONTs, so that one is pending afterwards exactly if there was a stop.
bool ct_signals_stop(bool whole_group) {
  sigset_t stop, pending;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  struct sigaction usual = {.sa_handler = SIG_DFL}, ours;
  sigemptyset(&usual.sa_mask);
  sigaction(SIGTSTP, &usual, &ours);
  kill(whole_group ? 0 : getpid(), SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, NULL);
  pthread_sigmask(SIG_BLOCK, &stop, NULL);
  sigaction(SIGTSTP, &ours, NULL);
  sigpending(&pending);
  return sigismember(&pending, SIGCONT) == 1;
}

int ct_signals_next(int descriptor, bool *is_from_keyboard) {
  struct signalfd_siginfo information;
  if (read(descriptor, &information, sizeof information) != (ssize_t)sizeof information) return 0;
  cg_watchdog_note_taken();
  *is_from_keyboard = information.ssi_code == SI_KERNEL;
  return (int)information.ssi_signo;
}
