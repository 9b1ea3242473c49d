// What Swift needs from C to own a terminal: ncurses as a pure encoder of frames, signals as a file
// descriptor, and a guard that restores the terminal when the process dies.
//
// curses.h stays out of this header: its globals are not concurrency-safe in Swift 6, its macros do
// not import, and the narrow layout of its structs must never meet the wide library.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// MARK: Encoder.c: ncurses drawing into memory

/// One cell as ncurses takes it: up to five scalars, attributes and a pair of colours.
typedef struct {
  uint32_t scalars[5];
  uint32_t attributes;
  int32_t pair;
} ct_cell;

/// Attributes of a cell, to be or-ed together.
enum { ct_bold = 1, ct_dim = 2, ct_underline = 4, ct_reverse = 8 };

/// Numbers from here up to ct_indexed_color + 255 name entries of the user's palette when the
/// screen was opened with ct_direct_entry; smaller ones are 0xRRGGBB.
enum { ct_indexed_color = 0x1000000 };

/// Opens the one screen of the process on a file in memory; `entry` is a terminfo name or NULL for
/// the private entry with exact colours. False when the entry is unknown or cannot place text.
bool ct_screen_open(const char *entry, int rows, int columns, bool uses_color);
/// Ends the screen without further output.
void ct_screen_close(void);
/// The colours and the pairs that the open screen offers.
int ct_screen_color_count(void);
int ct_screen_pair_count(void);
/// Gives a pair its colours; -1 is the terminal's own.
void ct_screen_define_pair(int pair, int foreground, int background);
/// Sets cells of a row from `column` on, `count` glyphs that may take two columns each.
void ct_screen_put(int row, int column, const ct_cell *cells, int count);
/// Blanks the next screen; only the difference to the present one is sent.
void ct_screen_erase(void);
/// Shows the cursor at a cell, or hides it.
void ct_screen_show_cursor(int row, int column);
void ct_screen_hide_cursor(void);
/// Takes a new extent, forgetting what the terminal shows.
void ct_screen_resize(int rows, int columns);
/// Makes the next update send every cell.
void ct_screen_invalidate(void);
/// Lets the cursor stay where updates leave it, until it is shown again.
void ct_screen_float_cursor(void);
/// Encodes the difference to what was last encoded; ct_screen_take collects it.
void ct_screen_update(void);
/// Encodes the return to the shell's screen; the next update enters the alternate screen again.
void ct_screen_leave(void);
/// The number of encoded bytes not yet taken.
size_t ct_screen_byte_count(void);
/// Moves all encoded bytes into `bytes`, which holds ct_screen_byte_count() of them.
void ct_screen_take(uint8_t *bytes);

// MARK: Terminfo.c

/// Writes the sequence that resets a terminal to its usual state into `bytes`, at most `capacity`;
/// the screen must be open.
size_t ct_screen_restore_sequence(uint8_t *bytes, size_t capacity);

/// The number of colours of a terminfo entry, before the screen is opened; -1 when it is unknown, -2
/// when it cannot place text.
int ct_entry_color_count(const char *entry);

// MARK: Locale.c

/// Sets the locale of characters from the environment, and C.UTF-8 where one in UTF-8 was asked for,
/// there or by `wants_utf8`, that the system does not have. Numbers stay those of C.
/// 0: not UTF-8; 1: the user's own; 2: C.UTF-8 in its place.
int ct_locale_set(bool wants_utf8);
/// Whether the locale prints a scalar.
bool ct_scalar_is_printable(uint32_t scalar);
/// Makes wcwidth(3), by which ncurses counts columns, answer as `columns` does: 0 to 2, or -1 for what is not shown.
void ct_screen_set_widths(int (*columns)(uint32_t scalar));

// MARK: Signals.c

/// Blocks the signals of a terminal program in this thread and the threads it starts later, and
/// makes existing threads forward theirs; call first in the process, on the main thread.
void ct_signals_block(void);
/// A file descriptor that becomes readable with those signals; -1 and errno on failure.
int ct_signals_open(void);
/// Stops this process, or all of its group, as the terminal's key does. False when the system did not stop it,
/// because no process could continue it.
bool ct_signals_stop(bool whole_group);
/// The next signal, 0 when none is waiting. `*is_from_keyboard` distinguishes a key from kill(2).
int ct_signals_next(int descriptor, bool *is_from_keyboard);

// MARK: Guard.c

/// What the guard restores when the process dies: the terminal's state and captured file descriptors.
typedef struct {
  int terminal;
  /// Where keys and answers come from; the terminal itself unless the standard streams are used as they are.
  int input;
  struct termios settings;
  /// The flags of the terminal's open file where it is shared with other processes; -1 where it is our own.
  int flags;
  int captured;
  int output;
  int errors;
} ct_guard_state;

/// Arms the guard for every end of the process that CGuard sees, and for exit(3) called from anywhere; `bytes` restores the screen.
void ct_guard_arm(const ct_guard_state *state, const uint8_t *bytes, size_t count);
/// Sets whether an answer of the terminal is pending.
void ct_guard_expect_answer(bool is_due);
/// Disarms the guard.
void ct_guard_disarm(void);

// MARK: PseudoTerminal.c

/// The near end of a new pseudo-terminal, non-blocking, and the name of its far end; -1 on failure.
int ct_pseudo_terminal_open(char *name, size_t capacity);
