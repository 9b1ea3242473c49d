// How the process ends when it does not end by itself: a crash, a mapped file that was truncated, a signal that
// is not handled. What was changed, such as the terminal, is restored first; then at most one line is printed.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// MARK: Ending.c

/// Restores what the process has changed, such as the terminal; only async-signal-safe calls. Returns whether
/// there was something to restore.
typedef bool (*cg_restorer)(void);

/// Sets what is called once before the process ends in any of the ways below; NULL for nothing.
void cg_set_restorer(cg_restorer restore);
/// Whether the process is ending, so that nothing may be drawn any more.
bool cg_is_ending(void);

// MARK: Faults.c

/// Takes over the signals of crashes. Call first in the process, on the main thread.
///
/// The crash reporter of the Swift runtime runs only where SWIFT_BACKTRACE is set and there is nothing to restore: it
/// takes many seconds, during which the process keeps its locks, and it would print over the screen.
void cg_faults_install(void);

// MARK: Mappings.c

/// Notes that a file is mapped, so that a fault in it ends the process with a line that names the file and status 1.
///
/// `shown` is how the line names the file at `path`; `count` bytes are mapped from `start` on. Returns what
/// cg_mapping_remove takes, NULL when there was no memory.
void *cg_mapping_add(const void *start, size_t count, const char *path, const char *shown);
/// Forgets a mapping; call before it is unmapped.
void cg_mapping_remove(void *mapping);

// MARK: Watchdog.c

/// Starts a thread that ends the process, with status 128 + n, when signal n (SIGHUP, SIGINT, SIGQUIT, SIGTERM) is blocked,
/// waits, and is not taken within the grace period, whatever the other threads do. False and errno on failure.
///
/// The signals must be blocked before, so that no thread takes them by itself. The thread sleeps until there is one.
bool cg_watchdog_start(void);
/// Tells the watchdog that signals are being taken.
void cg_watchdog_note_taken(void);
/// Tells the watchdog that the process is about to end after a signal: after the grace period it is terminated.
void cg_watchdog_expect_end(int signal_number);
/// Ends the watch permanently, for work that may take longer: from now on the signals have their usual effect.
void cg_watchdog_stop(void);

/// Starts a thread that takes the signals SIGHUP, SIGINT and SIGTERM, except those that are ignored, on behalf of long work,
/// and blocks them in all threads to come; call while the process has one thread. False and errno on failure.
///
/// A second signal ends the process at once with status 128 + n. With `has_grace` the first one does too when
/// cg_stop_request() was not called within the grace period.
bool cg_stop_watch_start(bool has_grace);
/// The signal that has asked the work to end; 0 while none has.
int cg_stop_request(void);
