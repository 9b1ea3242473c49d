// How the process ends when it does not end by itself: a crash, a mapped file that became shorter, a signal that
// nobody takes. What was borrowed, such as the terminal, is given back first; then there is one line at most.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// MARK: Ending.c

/// Gives back what the process has borrowed; only async-signal-safe calls. Returns whether there was something.
typedef bool (*cg_restorer)(void);

/// Sets what is called once before the process ends in any of the ways below; NULL for nothing.
void cg_set_restorer(cg_restorer restore);
/// Whether the process is ending, so that nothing may be drawn any more.
bool cg_is_ending(void);

// MARK: Faults.c

/// Takes over the signals of crashes. Call first in the process, on the main thread.
///
/// The reporter of the Swift runtime runs only where SWIFT_BACKTRACE is set and there is nothing to give back: it takes
/// many seconds, in which the process keeps its locks, and it draws on a screen that is not its own.
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
/// waits, and is not taken within the grace, whatever the other threads do. False and errno where it cannot.
///
/// The signals must be blocked before, so that no thread takes them by itself. The thread sleeps until there is one.
bool cg_watchdog_start(void);
/// Tells the watchdog that somebody takes signals.
void cg_watchdog_note_taken(void);
/// Tells the watchdog that the process is about to end after a signal: after the grace it is ended.
void cg_watchdog_expect_end(int signal_number);
/// Ends the watch for good, for work that may take longer: from now on the signals have their usual effect.
void cg_watchdog_stop(void);

/// Starts a thread that takes the signals SIGHUP, SIGINT and SIGTERM, less those that are ignored, on behalf of long work,
/// and blocks them in all threads to come; call while the process has one thread. False and errno where it cannot.
///
/// A second signal ends the process at once with status 128 + n. With `has_grace` the first one does too when
/// cg_stop_request() was not called within the grace.
bool cg_stop_watch_start(bool has_grace);
/// The signal that has asked the work to end; 0 while none has.
int cg_stop_request(void);
