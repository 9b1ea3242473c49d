// Opens the HDF5 library and finds its functions.
#include "HDF5Functions.h"

#include "include/HDF5.h"
#include "include/Library.h"

struct hdf5_functions latentty_hdf5;

static const char *const names[] = {
    "libhdf5_serial.so.103", "libhdf5_serial.so.200", "libhdf5_serial.so.310", "libhdf5_serial.so.320",
    "libhdf5_serial.so",     "libhdf5.so.103",        "libhdf5.so.200",        "libhdf5.so.310",
    "libhdf5.so.320",        "libhdf5.so",            NULL};

#define FIND(MEMBER, NAME) (*(void **)&latentty_hdf5.MEMBER = latentty_library_symbol(library, NAME))
#define FIND_REQUIRED(RESULT, NAME, PARAMETERS) \
  if (FIND(NAME, #NAME) == NULL) return false;

static bool find_handles(void *library) {
  return FIND(H5T_NATIVE_FLOAT_g, "H5T_NATIVE_FLOAT_g") != NULL &&
         FIND(H5T_NATIVE_DOUBLE_g, "H5T_NATIVE_DOUBLE_g") != NULL &&
         FIND(H5T_NATIVE_LLONG_g, "H5T_NATIVE_LLONG_g") != NULL &&
         FIND(H5T_C_S1_g, "H5T_C_S1_g") != NULL &&
         FIND(H5P_CLS_FILE_ACCESS_ID_g, "H5P_CLS_FILE_ACCESS_ID_g") != NULL;
}

// The older name is a macro of newer headers, and no function of newer libraries.
static bool find_renamed(void *library) {
  if (FIND(iterate_links, "H5Literate2") == NULL && FIND(iterate_links, "H5Literate") == NULL)
    return false;
  latentty_hdf5.has_tokens = FIND(object_info, "H5Oget_info3") != NULL;
  if (!latentty_hdf5.has_tokens && FIND(object_info, "H5Oget_info2") == NULL) return false;
  FIND(set_file_locking, "H5Pset_file_locking");
  return true;
}

static bool find(void *library) {
  LATENTTY_HDF5_FUNCTIONS(FIND_REQUIRED)
  return find_handles(library) && find_renamed(library);
}

// Handles have 32 bits before 1.10, and odd minor numbers are of development.
static bool is_known(const unsigned version[3]) {
  return version[0] == 1 ? version[1] >= 10 && version[1] <= 14 && version[1] % 2 == 0
                         : version[0] == 2;
}

enum { external_link_class = 64 };

// The process may end while another thread reads; no plugin is loaded because a file asks for it, and no link into another file is followed.
static bool initialise(void) {
  latentty_hdf5.H5dont_atexit();
  return latentty_hdf5.H5open() >= 0 && latentty_hdf5.H5Eset_auto2(0, NULL, NULL) >= 0 &&
         latentty_hdf5.H5PLset_loading_state(0) >= 0 &&
         latentty_hdf5.H5Lunregister(external_link_class) >= 0;
}

static latentty_hdf5_availability load(unsigned version[3]) {
  void *library = latentty_library_open(names);
  if (library == NULL) return latentty_hdf5_missing;
  int (*get_version)(unsigned *, unsigned *, unsigned *);
  *(void **)&get_version = latentty_library_symbol(library, "H5get_libversion");
  if (get_version == NULL || get_version(version, version + 1, version + 2) < 0)
    return latentty_hdf5_incomplete;
  if (!is_known(version)) return latentty_hdf5_foreign;
  return find(library) && initialise() ? latentty_hdf5_ready : latentty_hdf5_incomplete;
}

latentty_hdf5_availability latentty_hdf5_load(unsigned version[3]) {
  static bool is_loaded;
  static latentty_hdf5_availability availability;
  static unsigned found[3];
  if (!is_loaded) {
    availability = load(found);
    is_loaded = true;
  }
  for (int index = 0; index < 3; index++) version[index] = found[index];
  // Builds for several threads keep this for each of them.
  if (availability == latentty_hdf5_ready) latentty_hdf5.H5Eset_auto2(0, NULL, NULL);
  return availability;
}
