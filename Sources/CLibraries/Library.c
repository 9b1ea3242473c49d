#include "Library.h"

#include <dlfcn.h>
#include <stddef.h>

void *latentty_library_open(const char *const *names) {
  for (; *names != NULL; names++) {
    void *library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    if (library != NULL) return library;
  }
  return NULL;
}

void *latentty_library_symbol(void *library, const char *name) { return dlsym(library, name); }
