// ncurses as a pure encoder: its output is a file in memory, which contains exactly the bytes of one
// frame after each update. The terminal itself (modes, size, keys, output) is handled elsewhere, so
// a stalled or closed connection can never block or spin inside the library.
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncursesw/curses.h>

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include "CTerminal.h"
#include "DirectColor.h"

static struct {
  SCREEN *screen;
  FILE *output;
  FILE *input;
  int memory;
} encoder = {.memory = -1};

// A file in memory that is not file descriptor 0, 1 or 2: setupterm() replaces a stdout that is not
// a terminal by stderr.
static int open_memory(void) {
  int low = memfd_create("latentty-frame", MFD_CLOEXEC);
  if (low < 0 || low > 2) return low;
  int memory = fcntl(low, F_DUPFD_CLOEXEC, 3);
  close(low);
  return memory;
}

// An environment variable that is set for the duration of one call.
typedef struct {
  const char *name;
  char *saved;
} variable;

static variable set_variable(const char *name, const char *value) {
  const char *present = getenv(name);
  variable result = {.name = name, .saved = present == NULL ? NULL : strdup(present)};
  setenv(name, value, 1);
  return result;
}

static void restore_variable(variable changed) {
  if (changed.saved == NULL) {
    unsetenv(changed.name);
  } else {
    setenv(changed.name, changed.saved, 1);
    free(changed.saved);
  }
}

// The size is passed in the environment because a file in memory has none and an entry need not have
// one (linux), the private entry because it is in no database; child processes inherit neither.
static SCREEN *new_screen(const char *entry, int rows, int columns) {
  char lines_text[16], columns_text[16];
  snprintf(lines_text, sizeof lines_text, "%d", rows);
  snprintf(columns_text, sizeof columns_text, "%d", columns);
  variable changed[3];
  int count = 0;
  changed[count++] = set_variable("LINES", lines_text);
  changed[count++] = set_variable("COLUMNS", columns_text);
  if (entry == NULL) changed[count++] = set_variable("TERMINFO", ct_direct_description);
  SCREEN *screen =
      newterm(entry == NULL ? ct_direct_name : entry, encoder.output, encoder.input);
  while (count > 0) restore_variable(changed[--count]);
  return screen;
}

static void set_up_window(bool uses_color) {
  // The "input" is never read and always ready; ncurses must not take that for typeahead.
  typeahead(-1);
  scrollok(stdscr, FALSE);
  idlok(stdscr, FALSE);
  if (uses_color && has_colors()) {
    start_color();
    use_default_colors();
  }
}

bool ct_screen_open(const char *entry, int rows, int columns, bool uses_color) {
  encoder.memory = open_memory();
  if (encoder.memory < 0) return false;
  int copy = fcntl(encoder.memory, F_DUPFD_CLOEXEC, 3);
  encoder.output = copy < 0 ? NULL : fdopen(copy, "w");
  encoder.input = fopen("/dev/null", "re");
  if (encoder.output != NULL && encoder.input != NULL) {
    encoder.screen = new_screen(entry, rows, columns);
  }
  if (encoder.screen == NULL || tigetstr("cup") == NULL) {
    ct_screen_close();
    return false;
  }
  set_up_window(uses_color);
  ct_screen_resize(rows, columns);
  return true;
}

void ct_screen_close(void) {
  if (encoder.screen != NULL) {
    endwin();
    delscreen(encoder.screen);
  }
  if (encoder.output != NULL) fclose(encoder.output);
  if (encoder.input != NULL) fclose(encoder.input);
  if (encoder.memory >= 0) close(encoder.memory);
  memset(&encoder, 0, sizeof encoder);
  encoder.memory = -1;
}

int ct_screen_color_count(void) { return COLORS; }

int ct_screen_pair_count(void) { return COLOR_PAIRS; }

void ct_screen_define_pair(int pair, int foreground, int background) {
  init_extended_pair(pair, foreground, background);
}

static attr_t curses_attributes(uint32_t attributes) {
  return ((attributes & ct_bold) ? A_BOLD : A_NORMAL) | ((attributes & ct_dim) ? A_DIM : A_NORMAL) |
         ((attributes & ct_underline) ? A_UNDERLINE : A_NORMAL) |
         ((attributes & ct_reverse) ? A_REVERSE : A_NORMAL);
}

static void fill(cchar_t *target, const ct_cell *cell) {
  wchar_t text[6];
  for (int index = 0; index < 5; ++index) text[index] = (wchar_t)cell->scalars[index];
  text[5] = 0;
  int pair = cell->pair;
  // A pair beyond 255 fits neither the attributes nor the short; `opts` carries it whole.
  setcchar(target, text, curses_attributes(cell->attributes), 0, &pair);
}

void ct_screen_put(int row, int column, const ct_cell *cells, int count) {
  enum { chunk = 64 };
  cchar_t run[chunk];
  for (int start = 0; start < count; start += chunk) {
    int length = count - start < chunk ? count - start : chunk;
    int columns = 0;
    for (int index = 0; index < length; ++index) {
      fill(&run[index], &cells[start + index]);
      columns += wcwidth((wchar_t)cells[start + index].scalars[0]);
    }
    // Unlike addch this does not move the cursor, so the last cell of the screen never scrolls it.
    mvwadd_wchnstr(stdscr, row, column, run, length);
    column += columns;
  }
}

void ct_screen_erase(void) { werase(stdscr); }

void ct_screen_show_cursor(int row, int column) {
  leaveok(stdscr, FALSE);
  wmove(stdscr, row, column);
  curs_set(1);
}

void ct_screen_float_cursor(void) { leaveok(stdscr, TRUE); }

void ct_screen_hide_cursor(void) {
  leaveok(stdscr, TRUE);
  curs_set(0);
}

void ct_screen_resize(int rows, int columns) {
  resizeterm(rows, columns);
  werase(stdscr);
  ct_screen_invalidate();
}

void ct_screen_invalidate(void) { clearok(curscr, TRUE); }

void ct_screen_update(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void ct_screen_leave(void) { endwin(); }

size_t ct_screen_byte_count(void) {
  fflush(encoder.output);
  off_t end = lseek(encoder.memory, 0, SEEK_CUR);
  return end < 0 ? 0 : (size_t)end;
}

void ct_screen_take(uint8_t *bytes) {
  size_t count = ct_screen_byte_count();
  size_t taken = 0;
  while (taken < count) {
    ssize_t got = pread(encoder.memory, bytes + taken, count - taken, (off_t)taken);
    if (got <= 0) break;
    taken += (size_t)got;
  }
  lseek(encoder.memory, 0, SEEK_SET);
}
