#define _GNU_SOURCE
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>
#include <wchar.h>
#include <wctype.h>

#include "CTerminal.h"

static bool is_utf8(void) { return strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0; }

static bool names_utf8(const char *value) {
  if (value == NULL) return false;
  for (; *value != 0; ++value) {
    if (strncasecmp(value, "utf-8", 5) == 0 || strncasecmp(value, "utf8", 4) == 0) return true;
  }
  return false;
}

// The first of the three that is set decides, as in setlocale(3).
static bool environment_names_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t index = 0; index < 3; ++index) {
    const char *value = getenv(names[index]);
    if (value != NULL && value[0] != 0) return names_utf8(value);
  }
  return false;
}

int ct_locale_set(bool wants_utf8) {
  setlocale(LC_CTYPE, "");
  if (is_utf8()) return 1;
  wants_utf8 = wants_utf8 || environment_names_utf8();
  // ssh forwards names of locales that the host has not generated; without this every glyph outside
  // ASCII would be drawn as a blank, and no call would report it.
  if (wants_utf8 && setlocale(LC_CTYPE, "C.UTF-8") != NULL && is_utf8()) return 2;
  return 0;
}

bool ct_scalar_is_printable(uint32_t scalar) { return iswprint((wint_t)scalar) != 0; }

static int (*columns_of)(uint32_t scalar) = NULL;

void ct_screen_set_widths(int (*columns)(uint32_t scalar)) { columns_of = columns; }

// Replaces the C library's function in the whole program: ncurses tracks the cursor by this function, and a
// frame whose widths come from another table would be misaligned wherever the two differ.
int wcwidth(wchar_t scalar) {
  if (scalar == 0) return 0;
  if (columns_of != NULL) return columns_of((uint32_t)scalar);
  return iswprint((wint_t)scalar) ? 1 : -1;
}
