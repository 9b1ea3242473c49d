#ifndef LATENTTY_CFITSIO_H
#define LATENTTY_CFITSIO_H

#include <stddef.h>

/// A FITS file in memory, read with CFITSIO. The library is not asked for files, so its extended file names, which may run filters
/// or open connections, are out of reach. One file is open at a time: opening waits, closing lets the next go on.
typedef struct latentty_fits latentty_fits;

/// The most axes of an image, and of an element of a column.
#define LATENTTY_FITS_AXES 8
/// Room for a text of a header, with the zero at its end.
#define LATENTTY_FITS_TEXT 72

/// A header and data unit.
typedef struct {
  /// 0 for an image, 1 for a table of text, 2 for a binary table.
  int kind;
  /// Whether an image is compressed in tiles.
  int is_compressed;
  /// The bytes of a pixel as it is stored.
  int pixel_bytes;
  int axis_count;
  /// The extents, that of the axis that varies fastest first.
  long long axes[LATENTTY_FITS_AXES];
  int column_count;
  long long row_count;
  char name[LATENTTY_FITS_TEXT];
} latentty_fits_unit;

/// A column of a table.
typedef struct {
  /// The type code of CFITSIO: 16 text, 11, 14, 21, 41, 42, 81, 82 numbers; negative for arrays of variable length.
  int type;
  /// The number of elements in a row.
  long long repeat;
  /// The bytes of an element.
  long long width;
  int axis_count;
  long long axes[LATENTTY_FITS_AXES];
  char name[LATENTTY_FITS_TEXT];
  char unit[LATENTTY_FITS_TEXT];
} latentty_fits_column;

/// The status where the library is missing.
#define LATENTTY_FITS_NO_LIBRARY -1

/// Opens a file; the bytes must stay until it is closed. All functions return the status of CFITSIO, 0 for success.
int latentty_fits_open(
  latentty_fits *_Nullable *_Nonnull file, const void *_Nonnull bytes, size_t count);
void latentty_fits_close(latentty_fits *_Nonnull file);
int latentty_fits_unit_count(latentty_fits *_Nonnull file, int *_Nonnull count);
/// Moves to a unit, counted from 1, and describes it.
int latentty_fits_move(
  latentty_fits *_Nonnull file, int number, latentty_fits_unit *_Nonnull unit);
/// Describes a column, counted from 1, of the table moved to.
int latentty_fits_describe(
  latentty_fits *_Nonnull file, int column, latentty_fits_column *_Nonnull description);
/// Reads pixels of the image moved to, counted from 1, with scaling; blanks become NaN.
int latentty_fits_pixels(
  latentty_fits *_Nonnull file, long long first, long long count, float *_Nonnull pixels);
/// Reads the elements of a column from a row on, counted from 1, with scaling; blanks become NaN.
int latentty_fits_floats(
  latentty_fits *_Nonnull file, int column, long long row, long long count,
  float *_Nonnull values);
int latentty_fits_doubles(
  latentty_fits *_Nonnull file, int column, long long row, long long count,
  double *_Nonnull values);
/// Reads the text of a row, which has room for `width` bytes and a zero.
int latentty_fits_text(
  latentty_fits *_Nonnull file, int column, long long row, char *_Nonnull text);
/// The meaning of a status in at most 30 letters.
void latentty_fits_message(int status, char text[_Nonnull 31]);

#endif
