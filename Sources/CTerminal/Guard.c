// Restores the screen, the terminal's modes and the captured file descriptors with async-signal-safe calls only,
// when the process ends without ct_guard_disarm().
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CGuard.h"
#include "CTerminal.h"

enum { sequence_capacity = 256 };

static struct {
  ct_guard_state state;
  uint8_t sequence[sequence_capacity];
  size_t sequence_count;
  atomic_bool is_armed;
  atomic_bool is_answer_due;
  bool is_installed;
} guard;

// The terminal is non-blocking; a stalled connection is given a moment, a closed one none.
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

// An answer of the terminal that arrives later would be echoed and read by the shell as input.
static void discard_answer(void) {
  if (!atomic_load(&guard.is_answer_due)) return;
  struct pollfd ready = {.fd = guard.state.input, .events = POLLIN};
  unsigned char buffer[1024];
  if (poll(&ready, 1, 100) > 0 && read(guard.state.input, buffer, sizeof buffer) < 0) return;
}

// Captured output may contain names from files, and a terminal interprets C0, DEL and C1, in UTF-8 C2 80 to C2 9F.
static void blank_controls(unsigned char *bytes, ssize_t count) {
  static unsigned char previous;
  for (ssize_t index = 0; index < count; ++index) {
    unsigned char byte = bytes[index];
    bool is_second = previous == 0xC2 && byte >= 0x80 && byte <= 0x9F;
    if (is_second || byte == 0x7F || (byte < 0x20 && byte != '\n')) bytes[index] = '?';
    previous = byte;
  }
}

// Whatever was printed last, for example the reason for the crash, is written to its original destination.
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

static bool restore(void) {
  if (!atomic_exchange(&guard.is_armed, false)) return false;
  sigset_t background;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, NULL);
  write_sequence();
  discard_answer();
  tcsetattr(guard.state.terminal, TCSANOW, &guard.state.settings);
  if (guard.state.flags >= 0) fcntl(guard.state.terminal, F_SETFL, guard.state.flags);
  release_captured_output();
  return true;
}

static void restore_at_exit(void) { restore(); }

void ct_guard_arm(const ct_guard_state *state, const uint8_t *bytes, size_t count) {
  guard.state = *state;
  guard.sequence_count = count < sequence_capacity ? count : sequence_capacity;
  memcpy(guard.sequence, bytes, guard.sequence_count);
  if (!guard.is_installed) atexit(restore_at_exit);
  guard.is_installed = true;
  atomic_store(&guard.is_armed, true);
  cg_set_restorer(restore);
}

void ct_guard_expect_answer(bool is_due) { atomic_store(&guard.is_answer_due, is_due); }

void ct_guard_disarm(void) { atomic_store(&guard.is_armed, false); }
