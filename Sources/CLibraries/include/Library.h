#ifndef LATENTTY_LIBRARY_H
#define LATENTTY_LIBRARY_H

#include <stddef.h>

/// A library that is opened at its first use, so that the program starts without it, and runs where it is missing.
///
/// Returns the handle of `dlopen` for the first of the names that can be opened, or null. `names` ends with null.
void *_Nullable latentty_library_open(const char *_Nonnull const *_Nonnull names);

/// A function that is looked up in a library, and where its address goes.
typedef struct {
  void *_Nonnull target;
  const char *_Nonnull name;
} latentty_library_function;

/// Opens a library and looks up functions; 0 where it, or one of them, is missing.
int latentty_library_load(
  const char *_Nonnull const *_Nonnull names, const latentty_library_function *_Nonnull functions, size_t count);

/// The address of a symbol, or null where the library has none of that name.
void *_Nullable latentty_library_symbol(void *_Nonnull library, const char *_Nonnull name);

#endif
