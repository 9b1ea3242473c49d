#ifndef LATENTTY_HDF5_H
#define LATENTTY_HDF5_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What is used of the HDF5 library, in a form that does not depend on its version. Nothing here may run on two threads at once, because the
/// library of the distributions is not built for it.

/// Whether the library can be used.
typedef enum {
  latentty_hdf5_ready,
  /// No library of the known names can be opened.
  latentty_hdf5_missing,
  /// It is of a version whose binary interface is not known.
  latentty_hdf5_foreign,
  /// It lacks a function.
  latentty_hdf5_incomplete
} latentty_hdf5_availability;

/// An open file, object or attribute; negative where it could not be opened.
typedef int64_t latentty_hdf5_handle;

/// Most axes of an array.
enum { latentty_hdf5_rank_limit = 32 };
/// Most filters that are looked at.
enum { latentty_hdf5_filter_limit = 32 };

/// What an object is.
typedef enum {
  latentty_hdf5_group,
  latentty_hdf5_dataset,
  latentty_hdf5_other_object
} latentty_hdf5_object_kind;

/// What a link of a group is.
typedef enum {
  latentty_hdf5_hard_link,
  latentty_hdf5_soft_link,
  latentty_hdf5_external_link
} latentty_hdf5_link_kind;

/// What the elements of an array are.
typedef enum {
  latentty_hdf5_integer,
  latentty_hdf5_real,
  latentty_hdf5_truth,
  latentty_hdf5_enumeration,
  latentty_hdf5_fixed_text,
  latentty_hdf5_variable_text,
  latentty_hdf5_compound,
  latentty_hdf5_reference,
  latentty_hdf5_other_element
} latentty_hdf5_element_kind;

/// The type and the extents of a dataset or an attribute.
typedef struct {
  latentty_hdf5_element_kind kind;
  /// Bytes of one element.
  size_t size;
  bool is_signed;
  /// Of 16-bit numbers: with the 8 exponent bits of single precision.
  bool is_brain;
  /// Of fixed texts: filled up with spaces instead of zeros.
  bool is_space_padded;
  /// 0 for a scalar.
  int rank;
  /// Whether there is no element at all, not even a scalar.
  bool is_null;
  unsigned long long extents[latentty_hdf5_rank_limit];
} latentty_hdf5_array;

/// How a dataset is stored.
typedef struct {
  /// Whether its elements are in other files: external storage or a virtual dataset.
  bool is_elsewhere;
  /// Bytes of one chunk before compression; 0 without chunks.
  unsigned long long chunk_size;
  int filter_count;
  int filters[latentty_hdf5_filter_limit];
  bool is_available[latentty_hdf5_filter_limit];
} latentty_hdf5_storage;

/// The types in which elements are handed over.
typedef enum {
  latentty_hdf5_as_float,
  latentty_hdf5_as_double,
  latentty_hdf5_as_int64
} latentty_hdf5_target;

/// Receives one text at a time, which ends with a zero or after `size` bytes.
typedef void (*latentty_hdf5_text_function)(void *_Nullable context, const char *_Nonnull text, size_t size);
/// Receives one link at a time; a result other than 0 ends the iteration.
typedef int (*latentty_hdf5_link_function)(
    void *_Nullable context, const char *_Nonnull name, latentty_hdf5_link_kind kind);
/// Receives one attribute's name at a time; a result other than 0 ends the iteration.
typedef int (*latentty_hdf5_name_function)(void *_Nullable context, const char *_Nonnull name);

/// Opens the library at the first call. `version` receives its numbers where there is one.
latentty_hdf5_availability latentty_hdf5_load(unsigned version[_Nonnull 3]);

/// Opens a file for reading.
latentty_hdf5_handle latentty_hdf5_open(const char *_Nonnull path);

/// Opens a file that is in memory, which must stay there unchanged until the handle is released; it is not copied.
latentty_hdf5_handle latentty_hdf5_open_image(const void *_Nonnull bytes, size_t count);

/// Releases a handle; that of a file releases all that is open in it.
void latentty_hdf5_release(latentty_hdf5_handle handle);

/// Why the last call failed, in the library's words; empty where it did not say.
const char *_Nonnull latentty_hdf5_reason(void);

/// Opens a group or dataset of a file by its path.
latentty_hdf5_handle latentty_hdf5_open_object(latentty_hdf5_handle file, const char *_Nonnull path);

/// What an object is.
latentty_hdf5_object_kind latentty_hdf5_kind(latentty_hdf5_handle object);

/// Two numbers that are the same for every path to an object. False where it fails.
bool latentty_hdf5_identity(latentty_hdf5_handle object, uint64_t identity[_Nonnull 2]);

/// Calls a function with every link of a group, in the order of creation if it was kept, else by name. False where it fails.
bool latentty_hdf5_each_link(
    latentty_hdf5_handle group, latentty_hdf5_link_function _Nonnull function, void *_Nullable context);

/// Calls a function with the name of every attribute of an object. False where it fails.
bool latentty_hdf5_each_attribute(
    latentty_hdf5_handle object, latentty_hdf5_name_function _Nonnull function, void *_Nullable context);

/// Opens an attribute of an object.
latentty_hdf5_handle latentty_hdf5_open_attribute(
    latentty_hdf5_handle object, const char *_Nonnull name);

/// The type and extents of a dataset or attribute. False where it fails.
bool latentty_hdf5_describe(latentty_hdf5_handle array, latentty_hdf5_array *_Nonnull description);

/// How a dataset is stored; opens no other file. False where it fails.
bool latentty_hdf5_examine_storage(
    latentty_hdf5_handle dataset, latentty_hdf5_storage *_Nonnull storage);

/// Reads the numbers of a block of a dataset; the rank is that of the dataset. False where it fails.
bool latentty_hdf5_read(
    latentty_hdf5_handle dataset, latentty_hdf5_target target, int rank,
    const unsigned long long *_Nullable start, const unsigned long long *_Nullable count,
    void *_Nonnull elements);

/// Reads all numbers of an attribute. False where it fails.
bool latentty_hdf5_read_attribute(
    latentty_hdf5_handle attribute, latentty_hdf5_target target, void *_Nonnull elements);

/// Bytes that the variable texts of a dataset take in memory; negative where it fails.
long long latentty_hdf5_text_size(latentty_hdf5_handle dataset);

/// Calls a function with every text of a dataset or attribute of `count` elements. False where it fails.
bool latentty_hdf5_each_text(
    latentty_hdf5_handle array, size_t count, latentty_hdf5_text_function _Nonnull function,
    void *_Nullable context);

#endif
