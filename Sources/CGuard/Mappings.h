#pragma once

#include <stdbool.h>
#include <stddef.h>

/// A file that was mapped at an address; the texts are those of its note.
typedef struct {
  const char *path;
  const char *shown;
  size_t count;
  size_t offset;
} cg_mapped_place;

/// Finds the mapping that contains an address; async-signal-safe.
bool cg_mapping_find(const void *address, cg_mapped_place *place);
