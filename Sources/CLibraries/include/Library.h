#ifndef LATENTTY_LIBRARY_H
#define LATENTTY_LIBRARY_H

/// A library that is opened at its first use, so that the program starts without it, and runs where it is missing.
///
/// Returns the handle of `dlopen` for the first of the names that can be opened, or null. `names` ends with null.
void *_Nullable latentty_library_open(const char *_Nonnull const *_Nonnull names);

/// The address of a symbol, or null where the library has none of that name.
void *_Nullable latentty_library_symbol(void *_Nonnull library, const char *_Nonnull name);

#endif
