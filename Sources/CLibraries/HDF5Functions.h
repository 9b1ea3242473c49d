// The functions of the HDF5 library that are used, with prototypes of our own: they have been the same since 1.10, when handles got 64 bits.
#ifndef LATENTTY_HDF5_FUNCTIONS_H
#define LATENTTY_HDF5_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t hid_t;
typedef unsigned long long hsize_t;

// The beginning of what the library passes about a link; later members differ between versions and are not read.
struct link_info {
  int type;
};

// An error of the library's stack.
struct error_record {
  hid_t error_class, major, minor;
  unsigned line;
  const char *function, *file, *description;
};

// How the core driver gets at the bytes of a file in memory.
struct image_callbacks {
  void *(*allocate)(size_t, int, void *);
  void *(*copy)(void *, const void *, size_t, int, void *);
  void *(*reallocate)(void *, size_t, int, void *);
  int (*release)(void *, int, void *);
  void *(*copy_context)(void *);
  int (*release_context)(void *);
  void *context;
};

#define LATENTTY_HDF5_FUNCTIONS(FUNCTION)                                                          \
  FUNCTION(int, H5open, (void))                                                                    \
  FUNCTION(int, H5dont_atexit, (void))                                                             \
  FUNCTION(int, H5PLset_loading_state, (unsigned))                                                 \
  FUNCTION(int, H5Lunregister, (int))                                                              \
  FUNCTION(int, H5Eset_auto2, (hid_t, void *, void *))                                             \
  FUNCTION(int, H5Ewalk2,                                                                          \
           (hid_t, int, int (*)(unsigned, const struct error_record *, void *), void *))           \
  FUNCTION(hid_t, H5Pcreate, (hid_t))                                                              \
  FUNCTION(int, H5Pset_fclose_degree, (hid_t, int))                                                \
  FUNCTION(int, H5Pset_fapl_sec2, (hid_t))                                                         \
  FUNCTION(int, H5Pset_fapl_core, (hid_t, size_t, bool))                                           \
  FUNCTION(int, H5Pset_file_image_callbacks, (hid_t, struct image_callbacks *))                    \
  FUNCTION(int, H5Pset_file_image, (hid_t, void *, size_t))                                        \
  FUNCTION(int, H5Pget_layout, (hid_t))                                                            \
  FUNCTION(int, H5Pget_external_count, (hid_t))                                                    \
  FUNCTION(int, H5Pget_chunk, (hid_t, int, hsize_t *))                                             \
  FUNCTION(int, H5Pget_nfilters, (hid_t))                                                          \
  FUNCTION(int, H5Pget_filter2,                                                                    \
           (hid_t, unsigned, unsigned *, size_t *, unsigned *, size_t, char *, unsigned *))        \
  FUNCTION(int, H5Zfilter_avail, (int))                                                            \
  FUNCTION(hid_t, H5Fopen, (const char *, unsigned, hid_t))                                        \
  FUNCTION(int, H5Fclose, (hid_t))                                                                 \
  FUNCTION(hid_t, H5Oopen, (hid_t, const char *, hid_t))                                           \
  FUNCTION(int, H5Iget_type, (hid_t))                                                              \
  FUNCTION(int, H5Idec_ref, (hid_t))                                                               \
  FUNCTION(int, H5Aiterate2,                                                                       \
           (hid_t, int, int, hsize_t *, int (*)(hid_t, const char *, const void *, void *),        \
            void *))                                                                               \
  FUNCTION(hid_t, H5Aopen, (hid_t, const char *, hid_t))                                           \
  FUNCTION(hid_t, H5Aget_space, (hid_t))                                                           \
  FUNCTION(hid_t, H5Aget_type, (hid_t))                                                            \
  FUNCTION(int, H5Aread, (hid_t, hid_t, void *))                                                   \
  FUNCTION(hid_t, H5Dget_space, (hid_t))                                                           \
  FUNCTION(hid_t, H5Dget_type, (hid_t))                                                            \
  FUNCTION(hid_t, H5Dget_create_plist, (hid_t))                                                    \
  FUNCTION(int, H5Dread, (hid_t, hid_t, hid_t, hid_t, hid_t, void *))                              \
  FUNCTION(int, H5Dvlen_get_buf_size, (hid_t, hid_t, hid_t, hsize_t *))                            \
  FUNCTION(int, H5Dvlen_reclaim, (hid_t, hid_t, hid_t, void *))                                    \
  FUNCTION(hid_t, H5Screate_simple, (int, const hsize_t *, const hsize_t *))                       \
  FUNCTION(int, H5Sget_simple_extent_type, (hid_t))                                                \
  FUNCTION(int, H5Sget_simple_extent_ndims, (hid_t))                                               \
  FUNCTION(int, H5Sget_simple_extent_dims, (hid_t, hsize_t *, hsize_t *))                          \
  FUNCTION(int, H5Sselect_hyperslab,                                                               \
           (hid_t, int, const hsize_t *, const hsize_t *, const hsize_t *, const hsize_t *))       \
  FUNCTION(int, H5Tget_class, (hid_t))                                                             \
  FUNCTION(size_t, H5Tget_size, (hid_t))                                                           \
  FUNCTION(int, H5Tget_sign, (hid_t))                                                              \
  FUNCTION(size_t, H5Tget_ebias, (hid_t))                                                          \
  FUNCTION(int, H5Tget_cset, (hid_t))                                                              \
  FUNCTION(int, H5Tget_strpad, (hid_t))                                                            \
  FUNCTION(int, H5Tget_nmembers, (hid_t))                                                          \
  FUNCTION(int, H5Tis_variable_str, (hid_t))                                                       \
  FUNCTION(hid_t, H5Tcopy, (hid_t))                                                                \
  FUNCTION(int, H5Tset_size, (hid_t, size_t))                                                      \
  FUNCTION(int, H5Tset_cset, (hid_t, int))                                                         \
  FUNCTION(int, H5Tset_strpad, (hid_t, int))

#define LATENTTY_HDF5_MEMBER(RESULT, NAME, PARAMETERS) RESULT(*NAME) PARAMETERS;

// The functions, and the handles that the library keeps in variables until it is initialised.
struct hdf5_functions {
  LATENTTY_HDF5_FUNCTIONS(LATENTTY_HDF5_MEMBER)
  // Of two names: the parameters of the newer one are those of the older.
  int (*iterate_links)(
      hid_t, int, int, hsize_t *, int (*)(hid_t, const char *, const struct link_info *, void *),
      void *);
  int (*object_info)(hid_t, void *, unsigned);
  // 16 bytes name an object since 1.12; before, 8.
  bool has_tokens;
  // Whether a file is locked while it is open; 1.10.7 and later.
  int (*set_file_locking)(hid_t, bool, bool);
  const hid_t *H5T_NATIVE_FLOAT_g, *H5T_NATIVE_DOUBLE_g, *H5T_NATIVE_LLONG_g, *H5T_C_S1_g;
  const hid_t *H5P_CLS_FILE_ACCESS_ID_g;
};

extern struct hdf5_functions latentty_hdf5;

// Keeps why a call failed, before the next call makes the library forget it; returns its argument.
bool latentty_hdf5_noted(bool is_done);

#endif
