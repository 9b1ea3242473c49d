// What still runs when the program dies: restores the screen, the terminal's modes and the captured
// descriptors with async-signal-safe calls only, then lets the death take its course.
#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CTerminal.h"

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
enum { fatal_count = sizeof fatal / sizeof fatal[0], sequence_capacity = 256 };

static struct {
  ct_guard_state state;
  uint8_t sequence[sequence_capacity];
  size_t sequence_count;
  struct sigaction previous[fatal_count];
  atomic_bool is_armed;
  bool is_installed;
} guard;

static _Alignas(16) uint8_t signal_stack[64 * 1024];

// The terminal does not block; a stalled line is given a moment, a dead one none.
static void write_sequence(void) {
  size_t written = 0;
  while (written < guard.sequence_count) {
    struct pollfd ready = {.fd = guard.state.terminal, .events = POLLOUT};
    if (poll(&ready, 1, 250) <= 0 || (ready.revents & (POLLHUP | POLLERR)) != 0) return;
    ssize_t count = write(
        guard.state.terminal, guard.sequence + written, guard.sequence_count - written);
    if (count <= 0) return;
    written += (size_t)count;
  }
}

// What was captured may hold names from files, and a terminal obeys C0, DEL and C1, in UTF-8 C2 80 to C2 9F.
static void blank_controls(unsigned char *bytes, ssize_t count) {
  static unsigned char previous;
  for (ssize_t index = 0; index < count; ++index) {
    unsigned char byte = bytes[index];
    bool is_second = previous == 0xC2 && byte >= 0x80 && byte <= 0x9F;
    if (is_second || byte == 0x7F || (byte < 0x20 && byte != '\n')) bytes[index] = '?';
    previous = byte;
  }
}

// Whatever was printed last, for example the reason for the death, goes to where it was meant to go.
static void release_captured_output(void) {
  if (guard.state.captured < 0) return;
  if (guard.state.output >= 0) dup2(guard.state.output, STDOUT_FILENO);
  if (guard.state.errors >= 0) dup2(guard.state.errors, STDERR_FILENO);
  unsigned char buffer[1024];
  ssize_t count;
  while ((count = read(guard.state.captured, buffer, sizeof buffer)) > 0) {
    blank_controls(buffer, count);
    if (write(STDERR_FILENO, buffer, (size_t)count) < 0) return;
  }
}

static void restore(void) {
  if (!atomic_exchange(&guard.is_armed, false)) return;
  sigset_t background;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, NULL);
  write_sequence();
  tcsetattr(guard.state.terminal, TCSANOW, &guard.state.settings);
  release_captured_output();
}

static void on_fatal_signal(int signal_number, siginfo_t *information, void *context) {
  (void)context;
  restore();
  for (size_t index = 0; index < fatal_count; ++index) {
    if (fatal[index] == signal_number) sigaction(signal_number, &guard.previous[index], NULL);
  }
  // A fault comes again when its instruction does, and then shows where it was; SIGTRAP and signals
  // that were sent do not.
  if (information->si_code <= 0 || signal_number == SIGTRAP) raise(signal_number);
}

static void install(void) {
  stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {
      .sa_sigaction = on_fatal_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < fatal_count; ++index) {
    sigaction(fatal[index], &action, &guard.previous[index]);
  }
  atexit(restore);
  guard.is_installed = true;
}

void ct_guard_arm(const ct_guard_state *state, const uint8_t *bytes, size_t count) {
  guard.state = *state;
  guard.sequence_count = count < sequence_capacity ? count : sequence_capacity;
  memcpy(guard.sequence, bytes, guard.sequence_count);
  if (!guard.is_installed) install();
  atomic_store(&guard.is_armed, true);
}

void ct_guard_disarm(void) { atomic_store(&guard.is_armed, false); }
