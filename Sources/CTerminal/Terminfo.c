// Queries of the terminfo database. Separate from Encoder.c because term.h defines words such as
// `columns` and `lines` as macros.
#include "CTerminal.h"

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#include <unistd.h>

static struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} collected;

static int collect(int byte) {
  if (collected.count < collected.capacity) collected.bytes[collected.count++] = (uint8_t)byte;
  return byte;
}

size_t ct_screen_restore_sequence(uint8_t *bytes, size_t capacity) {
  collected.bytes = bytes;
  collected.count = 0;
  collected.capacity = capacity;
  static const char *const names[] = {"sgr0", "op", "cnorm", "rmcup"};
  for (size_t index = 0; index < sizeof names / sizeof names[0]; ++index) {
    char *value = tigetstr(names[index]);
    if (value != NULL && value != (char *)-1) tputs(value, 1, collect);
  }
  return collected.count;
}

int ct_entry_color_count(const char *entry) {
  int status = 0;
  if (setupterm(entry, STDOUT_FILENO, &status) != OK) return -1;
  int colors = tigetstr("cup") == NULL ? -2 : tigetnum("colors");
  del_curterm(cur_term);
  return colors == -1 ? 0 : colors;
}
