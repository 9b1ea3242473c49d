#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void become_program(
    const char *name, const char *path, char *const arguments[], char *const environment[]) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  setsid();
  // Opening a terminal without O_NOCTTY makes it the controlling one of a new session.
  int line = open(name, O_RDWR);
  if (line < 0 || ioctl(line, TIOCSCTTY, 0) < 0) _exit(126);
  for (int stream = 0; stream < 3; ++stream) dup2(line, stream);
  if (line > 2) close(line);
  execve(path, arguments, environment);
  _exit(127);
}

int pt_start(
    pt_session *session, const char *path, char *const arguments[], char *const environment[],
    int rows, int columns) {
  char name[64];
  session->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (session->master < 0 || grantpt(session->master) < 0 || unlockpt(session->master) < 0 ||
      ptsname_r(session->master, name, sizeof name) != 0) {
    return -1;
  }
  // Held open, so that the modes can be read after the program has ended.
  session->line = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (session->line < 0 || pt_resize(session, rows, columns) < 0 ||
      pt_modes(session, &session->initial_modes) < 0) {
    return -1;
  }
  session->process = fork();
  if (session->process < 0) return -1;
  if (session->process == 0) become_program(name, path, arguments, environment);
  session->ended = (int)syscall(SYS_pidfd_open, session->process, 0);
  return session->ended < 0 ? -1 : 0;
}

int pt_resize(const pt_session *session, int rows, int columns) {
  struct winsize extent = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(session->master, TIOCSWINSZ, &extent);
}

int pt_modes(const pt_session *session, struct termios *modes) {
  return tcgetattr(session->line, modes);
}

int pt_change(const pt_session *session, int *code) {
  int status = 0;
  if (waitpid(session->process, &status, WNOHANG | WUNTRACED) <= 0) return 0;
  if (WIFEXITED(status)) {
    *code = WEXITSTATUS(status);
    return 1;
  }
  if (WIFSIGNALED(status)) {
    *code = WTERMSIG(status);
    return 2;
  }
  *code = WSTOPSIG(status);
  return 3;
}

void pt_hang_up(pt_session *session) {
  if (session->line >= 0) close(session->line);
  if (session->master >= 0) close(session->master);
  session->line = session->master = -1;
}
