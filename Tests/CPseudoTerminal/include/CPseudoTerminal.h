// A program on a pseudo-terminal of its own: fork(2) and exec(3) are for C.
#pragma once

#include <sys/types.h>
#include <termios.h>

/// A started program, the side of the terminal that a person would sit at, and a descriptor that
/// becomes readable when the program ends; the modes are those before the program started.
typedef struct {
  int master;
  int line;
  int ended;
  pid_t process;
  struct termios initial_modes;
} pt_session;

/// Starts a program as leader of a session on a new terminal; -1 and errno on failure.
int pt_start(
    pt_session *session, const char *path, char *const arguments[], char *const environment[],
    int rows, int columns);
/// Gives the terminal a new extent, which signals the program.
int pt_resize(const pt_session *session, int rows, int columns);
/// Reads the terminal's modes.
int pt_modes(const pt_session *session, struct termios *modes);
/// Looks for a change of the program without waiting: 0 none, 1 exited with `*code`, 2 ended by the
/// signal `*code`, 3 stopped by it.
int pt_change(const pt_session *session, int *code);
/// Closes both ends of the line, as a dropped connection does.
void pt_hang_up(pt_session *session);
