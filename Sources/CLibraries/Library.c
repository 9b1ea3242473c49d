#include "Library.h"

#include <dlfcn.h>
#include <string.h>

void *latentty_library_open(const char *const *names) {
  for (; *names != NULL; names++) {
    void *library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    if (library != NULL) return library;
  }
  return NULL;
}

void *latentty_library_symbol(void *library, const char *name) { return dlsym(library, name); }

int latentty_library_load(
  const char *const *names, const latentty_library_function *functions, size_t count) {
  void *library = latentty_library_open(names);
  if (library == NULL) return 0;
  for (size_t place = 0; place < count; place++) {
    void *symbol = latentty_library_symbol(library, functions[place].name);
    if (symbol == NULL) return 0;
    memcpy(functions[place].target, &symbol, sizeof symbol);
  }
  return 1;
}
