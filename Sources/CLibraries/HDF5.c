// Files, objects and attributes.
#include "include/HDF5.h"

#include <stdio.h>
#include <string.h>

#include "HDF5Functions.h"

#define hdf5 latentty_hdf5

enum { by_default = 0, read_only = 0, close_strongly = 3 };

// Kinds of handles; those of attributes differ between versions.
enum { group_handle = 2, file_handle = 1, dataset_handle = 5 };

static hid_t access_list(void) {
  hid_t list = hdf5.H5Pcreate(*hdf5.H5P_CLS_FILE_ACCESS_ID_g);
  if (list >= 0) hdf5.H5Pset_fclose_degree(list, close_strongly);
  return list;
}

latentty_hdf5_handle latentty_hdf5_open(const char *path) {
  hid_t list = access_list();
  if (list < 0) return -1;
  hid_t file = -1;
  // A lock would make a program fail that saves its next checkpoint to this file while it is open here.
  if (hdf5.set_file_locking != NULL) hdf5.set_file_locking(list, false, true);
  if (hdf5.H5Pset_fapl_sec2(list) >= 0) file = hdf5.H5Fopen(path, read_only, list);
  latentty_hdf5_noted(file >= 0);
  hdf5.H5Idec_ref(list);
  return file;
}

// The image is used where it is: allocating gives its address, and copying and releasing do nothing.
static void *give_image(size_t size, int operation, void *context) { return context; }
static void *copy_nothing(void *target, const void *source, size_t size, int operation, void *context) {
  return target;
}
static void *refuse_growth(void *bytes, size_t size, int operation, void *context) { return NULL; }
static int release_nothing(void *bytes, int operation, void *context) { return 0; }
static void *same_context(void *context) { return context; }
static int release_no_context(void *context) { return 0; }

latentty_hdf5_handle latentty_hdf5_open_image(const void *bytes, size_t count) {
  hid_t list = access_list();
  if (list < 0) return -1;
  void *image = (void *)bytes;
  struct image_callbacks callbacks = {give_image,      copy_nothing, refuse_growth,
                                      release_nothing, same_context, release_no_context,
                                      image};
  hid_t file = -1;
  // The library takes files of one name for the same file.
  char name[32];
  snprintf(name, sizeof name, "image %p", image);
  if (hdf5.H5Pset_fapl_core(list, 1 << 16, false) >= 0 &&
      hdf5.H5Pset_file_image_callbacks(list, &callbacks) >= 0 &&
      hdf5.H5Pset_file_image(list, image, count) >= 0)
    file = hdf5.H5Fopen(name, read_only, list);
  latentty_hdf5_noted(file >= 0);
  hdf5.H5Idec_ref(list);
  return file;
}

void latentty_hdf5_release(latentty_hdf5_handle handle) {
  if (hdf5.H5Iget_type(handle) == file_handle)
    hdf5.H5Fclose(handle);
  else
    hdf5.H5Idec_ref(handle);
}

static char reason[256];

// The first record is of the innermost function, which knows what is wrong with the file.
static int take_reason(unsigned place, const struct error_record *record, void *context) {
  if (place == 0 && record->description != NULL)
    strncpy(reason, record->description, sizeof reason - 1);
  return 0;
}

bool latentty_hdf5_noted(bool is_done) {
  enum { upward = 0 };
  memset(reason, 0, sizeof reason);
  if (!is_done) hdf5.H5Ewalk2(0, upward, take_reason, NULL);
  return is_done;
}

const char *latentty_hdf5_reason(void) { return reason; }

latentty_hdf5_handle latentty_hdf5_open_object(latentty_hdf5_handle file, const char *path) {
  hid_t object = hdf5.H5Oopen(file, path, by_default);
  latentty_hdf5_noted(object >= 0);
  return object;
}

latentty_hdf5_object_kind latentty_hdf5_kind(latentty_hdf5_handle object) {
  switch (hdf5.H5Iget_type(object)) {
    case group_handle: return latentty_hdf5_group;
    case dataset_handle: return latentty_hdf5_dataset;
    default: return latentty_hdf5_other_object;
  }
}

bool latentty_hdf5_identity(latentty_hdf5_handle object, uint64_t identity[2]) {
  enum { basic_fields = 1, room = 64 };
  // The number of the file comes first, then what names the object in it; more follows, differently in every version.
  uint64_t info[room] = {0};
  if (hdf5.object_info(object, info, basic_fields) < 0) return false;
  identity[0] = info[1];
  identity[1] = hdf5.has_tokens ? info[2] : 0;
  return true;
}

struct links {
  latentty_hdf5_link_function function;
  void *context;
};

static int take_link(hid_t group, const char *name, const struct link_info *info, void *context) {
  enum { hard = 0, soft = 1 };
  const struct links *links = context;
  latentty_hdf5_link_kind kind = info->type == hard   ? latentty_hdf5_hard_link
                                 : info->type == soft ? latentty_hdf5_soft_link
                                                      : latentty_hdf5_external_link;
  return links->function(links->context, name, kind);
}

enum { by_name = 0, by_creation = 1, increasing = 0 };

bool latentty_hdf5_each_link(
    latentty_hdf5_handle group, latentty_hdf5_link_function function, void *context) {
  struct links links = {function, context};
  hsize_t place = 0;
  // Fails before the first link where the order was not kept.
  int result = hdf5.iterate_links(group, by_creation, increasing, &place, take_link, &links);
  if (result < 0) {
    place = 0;
    result = hdf5.iterate_links(group, by_name, increasing, &place, take_link, &links);
  }
  return latentty_hdf5_noted(result >= 0);
}

struct names {
  latentty_hdf5_name_function function;
  void *context;
};

static int take_name(hid_t object, const char *name, const void *info, void *context) {
  const struct names *names = context;
  return names->function(names->context, name);
}

bool latentty_hdf5_each_attribute(
    latentty_hdf5_handle object, latentty_hdf5_name_function function, void *context) {
  struct names names = {function, context};
  hsize_t place = 0;
  return latentty_hdf5_noted(
      hdf5.H5Aiterate2(object, by_name, increasing, &place, take_name, &names) >= 0);
}

latentty_hdf5_handle latentty_hdf5_open_attribute(latentty_hdf5_handle object, const char *name) {
  hid_t attribute = hdf5.H5Aopen(object, name, by_default);
  latentty_hdf5_noted(attribute >= 0);
  return attribute;
}
