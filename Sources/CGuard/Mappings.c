// The mapped files of the process, readable from a signal handler: notes are never freed but reused, and a note is
// acquired and released by its state alone.
#include "Mappings.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "CGuard.h"

enum { path_capacity = 1024 };
enum { is_free, is_being_written, is_mapped };

typedef struct note {
  atomic_int state;
  uintptr_t start;
  size_t count;
  struct note *next;
  char path[path_capacity];
  char shown[path_capacity];
} note;

static _Atomic(note *) notes;

static note *free_note(void) {
  for (note *each = atomic_load(&notes); each != NULL; each = each->next) {
    int expected = is_free;
    if (atomic_compare_exchange_strong(&each->state, &expected, is_being_written)) return each;
  }
  note *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  atomic_store(&made->state, is_being_written);
  made->next = atomic_load(&notes);
  while (!atomic_compare_exchange_weak(&notes, &made->next, made)) continue;
  return made;
}

void *cg_mapping_add(const void *start, size_t count, const char *path, const char *shown) {
  note *made = free_note();
  if (made == NULL) return NULL;
  made->start = (uintptr_t)start;
  made->count = count;
  strncpy(made->path, path, path_capacity - 1);
  strncpy(made->shown, shown, path_capacity - 1);
  atomic_store(&made->state, is_mapped);
  return made;
}

void cg_mapping_remove(void *mapping) {
  if (mapping != NULL) atomic_store(&((note *)mapping)->state, is_free);
}

bool cg_mapping_find(const void *address, cg_mapped_place *place) {
  uintptr_t place_of_fault = (uintptr_t)address;
  for (note *each = atomic_load(&notes); each != NULL; each = each->next) {
    if (atomic_load(&each->state) != is_mapped) continue;
    if (place_of_fault - each->start >= each->count) continue;
    *place = (cg_mapped_place){
        each->path, each->shown, each->count, place_of_fault - each->start};
    return true;
  }
  return false;
}
