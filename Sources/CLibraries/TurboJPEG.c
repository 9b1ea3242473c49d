#include "TurboJPEG.h"

#include <pthread.h>
#include <string.h>

#include "Library.h"

// The functions and constants of turbojpeg.h that are used here; the header is not needed to build.
enum { pixels_rgb = 0, pixels_gray = 6, colors_gray = 2, colors_cmyk = 3, accurate = 4096 };

static struct {
  void *(*init)(void);
  int (*header)(void *, const unsigned char *, unsigned long, int *, int *, int *, int *);
  int (*decompress)(
    void *, const unsigned char *, unsigned long, unsigned char *, int, int, int, int, int);
  int (*destroy)(void *);
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded = 0;

static void load(void) {
  static const char *const names[] = {"libturbojpeg.so.0", "libturbojpeg.so", NULL};
  const latentty_library_function functions[] = {
    {&library.init, "tjInitDecompress"}, {&library.header, "tjDecompressHeader3"},
    {&library.decompress, "tjDecompress2"}, {&library.destroy, "tjDestroy"}};
  is_loaded = latentty_library_load(names, functions, sizeof functions / sizeof *functions);
}

int latentty_jpeg_read_header(
  const unsigned char *bytes, size_t count, latentty_jpeg_header *header) {
  pthread_once(&once, load);
  if (!is_loaded) return LATENTTY_JPEG_NO_LIBRARY;
  void *decoder = library.init();
  if (decoder == NULL) return LATENTTY_JPEG_REFUSED;
  int sampling = 0, colors = 0;
  int failed = library.header(
    decoder, bytes, count, &header->width, &header->height, &sampling, &colors);
  library.destroy(decoder);
  if (failed != 0) return LATENTTY_JPEG_REFUSED;
  if (colors >= colors_cmyk) return LATENTTY_JPEG_OTHER_COLORS;
  header->channels = colors == colors_gray ? 1 : 3;
  return 0;
}

int latentty_jpeg_read_pixels(
  const unsigned char *bytes, size_t count, latentty_jpeg_header header, unsigned char *pixels) {
  pthread_once(&once, load);
  if (!is_loaded) return LATENTTY_JPEG_NO_LIBRARY;
  void *decoder = library.init();
  if (decoder == NULL) return LATENTTY_JPEG_REFUSED;
  int failed = library.decompress(
    decoder, bytes, count, pixels, header.width, header.width * header.channels, header.height,
    header.channels == 1 ? pixels_gray : pixels_rgb, accurate);
  library.destroy(decoder);
  return failed == 0 ? 0 : LATENTTY_JPEG_REFUSED;
}
