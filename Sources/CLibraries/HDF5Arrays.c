// Types, extents and elements of datasets and attributes.
#include <stdlib.h>

#include "HDF5Functions.h"
#include "include/HDF5.h"

#define hdf5 latentty_hdf5

enum { by_default = 0, everything = 0, dataset_handle = 5 };

// Classes of types.
enum { integers = 0, reals = 1, texts = 3, compounds = 6, references = 7, enumerations = 8 };

static bool is_dataset(hid_t array) { return hdf5.H5Iget_type(array) == dataset_handle; }
static hid_t type_of(hid_t array) {
  return is_dataset(array) ? hdf5.H5Dget_type(array) : hdf5.H5Aget_type(array);
}
static hid_t space_of(hid_t array) {
  return is_dataset(array) ? hdf5.H5Dget_space(array) : hdf5.H5Aget_space(array);
}

static latentty_hdf5_element_kind element_kind(hid_t type) {
  switch (hdf5.H5Tget_class(type)) {
    case integers: return latentty_hdf5_integer;
    case reals: return latentty_hdf5_real;
    case texts:
      return hdf5.H5Tis_variable_str(type) > 0 ? latentty_hdf5_variable_text
                                               : latentty_hdf5_fixed_text;
    case compounds: return latentty_hdf5_compound;
    case references: return latentty_hdf5_reference;
    case enumerations:
      return hdf5.H5Tget_size(type) == 1 && hdf5.H5Tget_nmembers(type) == 2
                 ? latentty_hdf5_truth
                 : latentty_hdf5_enumeration;
    default: return latentty_hdf5_other_element;
  }
}

static bool describe_type(hid_t type, latentty_hdf5_array *description) {
  enum { space_padded = 2, single_precision_bias = 127 };
  description->kind = element_kind(type);
  description->size = hdf5.H5Tget_size(type);
  if (description->kind == latentty_hdf5_integer)
    description->is_signed = hdf5.H5Tget_sign(type) > 0;
  if (description->kind == latentty_hdf5_real && description->size == 2)
    description->is_brain = hdf5.H5Tget_ebias(type) == single_precision_bias;
  if (description->kind == latentty_hdf5_fixed_text)
    description->is_space_padded = hdf5.H5Tget_strpad(type) == space_padded;
  return description->size > 0;
}

static bool describe_space(hid_t space, latentty_hdf5_array *description) {
  enum { null_space = 2 };
  int rank = hdf5.H5Sget_simple_extent_ndims(space);
  if (rank < 0 || rank > latentty_hdf5_rank_limit) return false;
  description->rank = rank;
  description->is_null = hdf5.H5Sget_simple_extent_type(space) == null_space;
  return rank == 0 || hdf5.H5Sget_simple_extent_dims(space, description->extents, NULL) == rank;
}

bool latentty_hdf5_describe(latentty_hdf5_handle array, latentty_hdf5_array *description) {
  *description = (latentty_hdf5_array){0};
  hid_t type = type_of(array);
  bool is_described = type >= 0 && describe_type(type, description);
  if (type >= 0) hdf5.H5Idec_ref(type);
  if (!is_described) return false;
  hid_t space = space_of(array);
  is_described = space >= 0 && describe_space(space, description);
  if (space >= 0) hdf5.H5Idec_ref(space);
  return is_described;
}

static bool examine_chunks(hid_t list, size_t element_size, latentty_hdf5_storage *storage) {
  hsize_t extents[latentty_hdf5_rank_limit + 1];
  int rank = hdf5.H5Pget_chunk(list, latentty_hdf5_rank_limit, extents);
  if (rank < 0 || rank > latentty_hdf5_rank_limit) return false;
  unsigned long long size = element_size;
  for (int axis = 0; axis < rank; axis++)
    if (__builtin_mul_overflow(size, extents[axis], &size)) return false;
  storage->chunk_size = size;
  return true;
}

static bool examine_filters(hid_t list, latentty_hdf5_storage *storage) {
  int count = hdf5.H5Pget_nfilters(list);
  if (count < 0 || count > latentty_hdf5_filter_limit) return false;
  storage->filter_count = count;
  for (int index = 0; index < count; index++) {
    unsigned flags, configuration;
    size_t value_count = 0;
    int filter = hdf5.H5Pget_filter2(
        list, (unsigned)index, &flags, &value_count, NULL, 0, NULL, &configuration);
    if (filter < 0) return false;
    storage->filters[index] = filter;
    storage->is_available[index] = hdf5.H5Zfilter_avail(filter) > 0;
  }
  return true;
}

static bool examine_list(hid_t list, hid_t dataset, latentty_hdf5_storage *storage) {
  enum { chunked = 2, virtual = 3 };
  int layout = hdf5.H5Pget_layout(list);
  if (layout < 0) return false;
  storage->is_elsewhere = layout == virtual || hdf5.H5Pget_external_count(list) > 0;
  if (layout != chunked) return true;
  hid_t type = hdf5.H5Dget_type(dataset);
  if (type < 0) return false;
  size_t element_size = hdf5.H5Tget_size(type);
  hdf5.H5Idec_ref(type);
  return examine_chunks(list, element_size, storage) && examine_filters(list, storage);
}

bool latentty_hdf5_examine_storage(latentty_hdf5_handle dataset, latentty_hdf5_storage *storage) {
  *storage = (latentty_hdf5_storage){0};
  hid_t list = hdf5.H5Dget_create_plist(dataset);
  bool is_examined = list >= 0 && examine_list(list, dataset, storage);
  if (list >= 0) hdf5.H5Idec_ref(list);
  return is_examined;
}

static hid_t native(latentty_hdf5_target target) {
  switch (target) {
    case latentty_hdf5_as_float: return *hdf5.H5T_NATIVE_FLOAT_g;
    case latentty_hdf5_as_double: return *hdf5.H5T_NATIVE_DOUBLE_g;
    default: return *hdf5.H5T_NATIVE_LLONG_g;
  }
}

static bool read_block(
    hid_t dataset, hid_t type, hid_t space, int rank, const hsize_t *start, const hsize_t *count,
    void *elements) {
  enum { replacing = 0 };
  if (hdf5.H5Sselect_hyperslab(space, replacing, start, NULL, count, NULL) < 0) return false;
  hid_t memory = hdf5.H5Screate_simple(rank, count, NULL);
  if (memory < 0) return false;
  bool is_read =
      latentty_hdf5_noted(hdf5.H5Dread(dataset, type, memory, space, by_default, elements) >= 0);
  hdf5.H5Idec_ref(memory);
  return is_read;
}

bool latentty_hdf5_read(
    latentty_hdf5_handle dataset, latentty_hdf5_target target, int rank,
    const unsigned long long *start, const unsigned long long *count, void *elements) {
  if (rank == 0)
    return latentty_hdf5_noted(
        hdf5.H5Dread(dataset, native(target), everything, everything, by_default, elements) >= 0);
  hid_t space = hdf5.H5Dget_space(dataset);
  if (space < 0) return false;
  bool is_read = hdf5.H5Sget_simple_extent_ndims(space) == rank &&
                 read_block(dataset, native(target), space, rank, start, count, elements);
  hdf5.H5Idec_ref(space);
  return is_read;
}

bool latentty_hdf5_read_attribute(
    latentty_hdf5_handle attribute, latentty_hdf5_target target, void *elements) {
  return latentty_hdf5_noted(hdf5.H5Aread(attribute, native(target), elements) >= 0);
}

// A text type of memory with the character set and padding of the file's, which the library does not convert.
static hid_t memory_text_type(hid_t array, size_t *size) {
  hid_t stored = type_of(array);
  if (stored < 0) return -1;
  bool is_variable = hdf5.H5Tis_variable_str(stored) > 0;
  *size = is_variable ? 0 : hdf5.H5Tget_size(stored);
  hid_t type = hdf5.H5Tcopy(*hdf5.H5T_C_S1_g);
  if (type >= 0) {
    hdf5.H5Tset_size(type, is_variable ? SIZE_MAX : *size);
    hdf5.H5Tset_cset(type, hdf5.H5Tget_cset(stored));
    hdf5.H5Tset_strpad(type, hdf5.H5Tget_strpad(stored));
  }
  hdf5.H5Idec_ref(stored);
  return type;
}

static bool read_texts(hid_t array, hid_t type, void *elements) {
  return latentty_hdf5_noted(
      is_dataset(array)
          ? hdf5.H5Dread(array, type, everything, everything, by_default, elements) >= 0
          : hdf5.H5Aread(array, type, elements) >= 0);
}

static void hand_over(
    const void *elements, size_t count, size_t size, latentty_hdf5_text_function function,
    void *context) {
  for (size_t index = 0; index < count; index++) {
    const char *text =
        size > 0 ? (const char *)elements + index * size : ((const char *const *)elements)[index];
    function(context, text == NULL ? "" : text, size > 0 ? size : PTRDIFF_MAX);
  }
}

static void reclaim(hid_t array, hid_t type, void *elements) {
  hid_t space = space_of(array);
  if (space < 0) return;
  hdf5.H5Dvlen_reclaim(type, space, by_default, elements);
  hdf5.H5Idec_ref(space);
}

long long latentty_hdf5_text_size(latentty_hdf5_handle dataset) {
  size_t size;
  hsize_t total = 0;
  hid_t type = memory_text_type(dataset, &size);
  hid_t space = hdf5.H5Dget_space(dataset);
  bool is_known = type >= 0 && space >= 0 &&
                  hdf5.H5Dvlen_get_buf_size(dataset, type, space, &total) >= 0 &&
                  total <= INT64_MAX;
  if (type >= 0) hdf5.H5Idec_ref(type);
  if (space >= 0) hdf5.H5Idec_ref(space);
  return is_known ? (long long)total : -1;
}

bool latentty_hdf5_each_text(
    latentty_hdf5_handle array, size_t count, latentty_hdf5_text_function function, void *context) {
  size_t size;
  hid_t type = memory_text_type(array, &size);
  if (type < 0) return false;
  void *elements = calloc(count > 0 ? count : 1, size > 0 ? size : sizeof(char *));
  bool is_read = elements != NULL && read_texts(array, type, elements);
  if (is_read) {
    hand_over(elements, count, size, function, context);
    if (size == 0) reclaim(array, type, elements);
  }
  free(elements);
  hdf5.H5Idec_ref(type);
  return is_read;
}
