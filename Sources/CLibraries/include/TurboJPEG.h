#ifndef LATENTTY_TURBOJPEG_H
#define LATENTTY_TURBOJPEG_H

#include <stddef.h>

/// What the header of a JPEG file says.
typedef struct {
  int width;
  int height;
  /// 1 without colour, 3 with.
  int channels;
} latentty_jpeg_header;

/// Results other than success: the library is missing, or it refuses the file, whose colours may not be read.
#define LATENTTY_JPEG_NO_LIBRARY 1
#define LATENTTY_JPEG_REFUSED 2
#define LATENTTY_JPEG_OTHER_COLORS 3

/// Reads the header of a file in memory; 0 for success.
int latentty_jpeg_read_header(
  const unsigned char *_Nonnull bytes, size_t count, latentty_jpeg_header *_Nonnull header);
/// Decompresses a file to `width * height * channels` bytes, row by row; 0 for success. A file that ends early is refused.
int latentty_jpeg_read_pixels(
  const unsigned char *_Nonnull bytes, size_t count, latentty_jpeg_header header,
  unsigned char *_Nonnull pixels);

#endif
