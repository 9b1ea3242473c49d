// Threads that wait for signals, so that a busy or blocked main thread cannot keep the process from ending.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "CGuard.h"
#include "Ending.h"

// The grace period is counted in sleeps and not by the clock: a process that was stopped for a while still has its
// full grace period.
enum { nap_milliseconds = 50, nap_count = 13, stack_size = 64 * 1024 };

static const int watched_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
static const int stop_signals[] = {SIGHUP, SIGINT, SIGTERM};

static sigset_t watched;
static int pending_signals = -1;
static int wake_up = -1;
static atomic_uint taken_count;
static atomic_int expected_end;
static atomic_bool is_stopped;

static atomic_int stop_request;
static atomic_bool is_seen;
static bool stop_has_grace;

static void nap(void) {
  struct timespec time = {.tv_nsec = nap_milliseconds * 1000000L};
  nanosleep(&time, NULL);
}

static _Noreturn void end_by_signal(int signal_number) {
  cg_begin_ending();
  cg_end(128 + signal_number);
}

static bool start_thread(void *(*body)(void *)) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, stack_size);
  sigset_t all, before;
  sigfillset(&all);
  // A fault in this thread is a crash like any other.
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
  for (size_t index = 0; index < sizeof faults / sizeof faults[0]; ++index) {
    sigdelset(&all, faults[index]);
  }
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  int code = pthread_create(&thread, &attributes, body, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  errno = code;
  return code == 0;
}

// MARK: The watchdog of a loop

// A pending signal that the watchdog may act on; 0 when there is none.
static int waiting_signal(void) {
  sigset_t pending;
  sigpending(&pending);
  for (size_t index = 0; index < sizeof watched_signals / sizeof watched_signals[0]; ++index) {
    if (sigismember(&pending, watched_signals[index]) == 1) return watched_signals[index];
  }
  return 0;
}

// Watches a pending signal until signals are taken, or the grace period is over.
static void watch_waiting_signal(void) {
  unsigned taken = atomic_load(&taken_count);
  int signal_number = waiting_signal();
  for (int count = 0; signal_number != 0; ++count) {
    if (atomic_load(&is_stopped) || atomic_load(&taken_count) != taken) return;
    if (count == nap_count) end_by_signal(signal_number);
    nap();
    signal_number = waiting_signal();
  }
}

static void watch_end(int signal_number) {
  for (int count = 0; count < nap_count; ++count) {
    nap();
    if (atomic_load(&is_stopped)) return;
  }
  end_by_signal(signal_number);
}

static void *watch(void *unused) {
  (void)unused;
  while (!atomic_load(&is_stopped)) {
    struct pollfd ready[] = {
        {.fd = pending_signals, .events = POLLIN}, {.fd = wake_up, .events = POLLIN}};
    if (poll(ready, 2, -1) < 0) continue;
    int end = atomic_load(&expected_end);
    if (end != 0) watch_end(end);
    // The signal is not read here: the main loop reads it.
    if (ready[0].revents != 0) watch_waiting_signal();
  }
  return NULL;
}

bool cg_watchdog_start(void) {
  if (pending_signals >= 0) return true;
  sigemptyset(&watched);
  for (size_t index = 0; index < sizeof watched_signals / sizeof watched_signals[0]; ++index) {
    sigaddset(&watched, watched_signals[index]);
  }
  pending_signals = signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC);
  wake_up = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  return pending_signals >= 0 && wake_up >= 0 && start_thread(watch);
}

static void wake(void) {
  if (wake_up >= 0) (void)!write(wake_up, &(unsigned long){1}, sizeof(unsigned long));
}

void cg_watchdog_note_taken(void) { atomic_fetch_add(&taken_count, 1); }

void cg_watchdog_expect_end(int signal_number) {
  atomic_store(&expected_end, signal_number);
  wake();
}

void cg_watchdog_stop(void) {
  atomic_store(&is_stopped, true);
  wake();
  for (size_t index = 0; index < sizeof watched_signals / sizeof watched_signals[0]; ++index) {
    signal(watched_signals[index], SIG_DFL);
  }
  pthread_sigmask(SIG_UNBLOCK, &watched, NULL);
}

// MARK: The watchdog of long work

static void *take_stop_signals(void *set) {
  (void)set;
  int number = 0;
  while (sigwait(&watched, &number) != 0) continue;
  atomic_store(&stop_request, number);
  for (int count = 0; stop_has_grace && !atomic_load(&is_seen); ++count) {
    if (count == nap_count) end_by_signal(number);
    struct timespec time = {.tv_nsec = nap_milliseconds * 1000000L};
    int second = sigtimedwait(&watched, NULL, &time);
    if (second > 0) end_by_signal(second);
  }
  while (sigwait(&watched, &number) != 0) continue;
  end_by_signal(number);
}

bool cg_stop_watch_start(bool has_grace) {
  stop_has_grace = has_grace;
  sigemptyset(&watched);
  for (size_t index = 0; index < sizeof stop_signals / sizeof stop_signals[0]; ++index) {
    struct sigaction present;
    sigaction(stop_signals[index], NULL, &present);
    // nohup(1) has SIGHUP ignored, and it stays ignored: a blocked signal stays pending even when it is ignored.
    if (present.sa_handler != SIG_IGN) sigaddset(&watched, stop_signals[index]);
  }
  pthread_sigmask(SIG_BLOCK, &watched, NULL);
  return start_thread(take_stop_signals);
}

int cg_stop_request(void) {
  int number = atomic_load(&stop_request);
  if (number != 0) atomic_store(&is_seen, true);
  return number;
}
