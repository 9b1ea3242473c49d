#include "CFITSIO.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "Library.h"

// The types and constants of fitsio.h that are used here; the header is not needed to build.
typedef struct fitsfile fitsfile;
enum { read_only = 0, type_float = 42, type_double = 82, no_memory = 113 };

static struct {
  int (*ffomem)(
    fitsfile **, const char *, int, void **, size_t *, size_t, void *(*)(void *, size_t), int *);
  int (*ffclos)(fitsfile *, int *);
  int (*ffthdu)(fitsfile *, int *, int *);
  int (*ffmahd)(fitsfile *, int, int *, int *);
  int (*ffgidt)(fitsfile *, int *, int *);
  int (*ffgidm)(fitsfile *, int *, int *);
  int (*ffgiszll)(fitsfile *, int, long long *, int *);
  int (*ffgkys)(fitsfile *, const char *, char *, char *, int *);
  int (*ffgncl)(fitsfile *, int *, int *);
  int (*ffgnrwll)(fitsfile *, long long *, int *);
  int (*ffeqtyll)(fitsfile *, int, int *, long long *, long long *, int *);
  int (*ffgtdmll)(fitsfile *, int, int, int *, long long *, int *);
  int (*ffgpv)(fitsfile *, int, long long, long long, void *, void *, int *, int *);
  int (*ffgcv)(fitsfile *, int, int, long long, long long, long long, void *, void *, int *, int *);
  int (*ffgcvs)(
    fitsfile *, int, long long, long long, long long, char *, char **, int *, int *);
  int (*is_compressed)(fitsfile *, int *);
  void (*ffgerr)(int, char *);
  void (*ffcmsg)(void);
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int is_loaded = 0;

static void load(void) {
  static const char *const names[] = {
    "libcfitsio.so.10", "libcfitsio.so.9", "libcfitsio.so", NULL};
  const latentty_library_function functions[] = {
    {&library.ffomem, "ffomem"}, {&library.ffclos, "ffclos"}, {&library.ffthdu, "ffthdu"},
    {&library.ffmahd, "ffmahd"}, {&library.ffgidt, "ffgidt"}, {&library.ffgidm, "ffgidm"},
    {&library.ffgiszll, "ffgiszll"}, {&library.ffgkys, "ffgkys"}, {&library.ffgncl, "ffgncl"},
    {&library.ffgnrwll, "ffgnrwll"}, {&library.ffeqtyll, "ffeqtyll"},
    {&library.ffgtdmll, "ffgtdmll"}, {&library.ffgpv, "ffgpv"}, {&library.ffgcv, "ffgcv"},
    {&library.ffgcvs, "ffgcvs"}, {&library.is_compressed, "fits_is_compressed_image"},
    {&library.ffgerr, "ffgerr"}, {&library.ffcmsg, "ffcmsg"}};
  is_loaded = latentty_library_load(names, functions, sizeof functions / sizeof *functions);
}

struct latentty_fits {
  fitsfile *file;
  void *bytes;
  size_t count;
};

int latentty_fits_open(latentty_fits **file, const void *bytes, size_t count) {
  *file = NULL;
  pthread_once(&once, load);
  if (!is_loaded) return LATENTTY_FITS_NO_LIBRARY;
  latentty_fits *opened = calloc(1, sizeof *opened);
  if (opened == NULL) return no_memory;
  opened->bytes = (void *)bytes;
  opened->count = count;
  pthread_mutex_lock(&turn);
  int status = 0;
  library.ffomem(
    &opened->file, "memory", read_only, &opened->bytes, &opened->count, 0, NULL, &status);
  library.ffcmsg();
  if (status != 0) {
    pthread_mutex_unlock(&turn);
    free(opened);
    return status;
  }
  *file = opened;
  return 0;
}

void latentty_fits_close(latentty_fits *file) {
  int status = 0;
  library.ffclos(file->file, &status);
  library.ffcmsg();
  pthread_mutex_unlock(&turn);
  free(file);
}

int latentty_fits_unit_count(latentty_fits *file, int *count) {
  int status = 0;
  return library.ffthdu(file->file, count, &status);
}

// A text of the header; empty where it has none. CFITSIO writes up to 70 letters.
static void keyword(latentty_fits *file, const char *name, char *text) {
  char value[128] = "";
  int status = 0;
  library.ffgkys(file->file, name, value, NULL, &status);
  text[0] = 0;
  if (status != 0) {
    library.ffcmsg();
    return;
  }
  strncpy(text, value, LATENTTY_FITS_TEXT - 1);
  text[LATENTTY_FITS_TEXT - 1] = 0;
}

int latentty_fits_move(latentty_fits *file, int number, latentty_fits_unit *unit) {
  int status = 0;
  memset(unit, 0, sizeof *unit);
  if (library.ffmahd(file->file, number, &unit->kind, &status) != 0) return status;
  keyword(file, "EXTNAME", unit->name);
  if (unit->kind == 0) {
    int type = 0;
    unit->is_compressed = library.is_compressed(file->file, &status);
    library.ffgidt(file->file, &type, &status);
    unit->pixel_bytes = abs(type) / 8;
    library.ffgidm(file->file, &unit->axis_count, &status);
    library.ffgiszll(file->file, LATENTTY_FITS_AXES, unit->axes, &status);
  } else {
    library.ffgncl(file->file, &unit->column_count, &status);
    library.ffgnrwll(file->file, &unit->row_count, &status);
  }
  return status;
}

int latentty_fits_describe(latentty_fits *file, int column, latentty_fits_column *description) {
  int status = 0;
  char name[16];
  memset(description, 0, sizeof *description);
  library.ffeqtyll(
    file->file, column, &description->type, &description->repeat, &description->width, &status);
  library.ffgtdmll(
    file->file, column, LATENTTY_FITS_AXES, &description->axis_count, description->axes, &status);
  if (status != 0) return status;
  const struct {
    const char *stem;
    char *text;
  } texts[] = {{"TTYPE", description->name}, {"TUNIT", description->unit}};
  for (int place = 0; place < 2; place++) {
    strcpy(name, texts[place].stem);
    char digits[8];
    int count = 0;
    for (int rest = column; rest > 0 && count < 6; rest /= 10) digits[count++] = '0' + rest % 10;
    size_t end = strlen(name);
    while (count > 0) name[end++] = digits[--count];
    name[end] = 0;
    keyword(file, name, texts[place].text);
  }
  return 0;
}

int latentty_fits_pixels(latentty_fits *file, long long first, long long count, float *pixels) {
  int status = 0, has_blanks = 0;
  float blank = NAN;
  return library.ffgpv(
    file->file, type_float, first, count, &blank, pixels, &has_blanks, &status);
}

int latentty_fits_floats(
  latentty_fits *file, int column, long long row, long long count, float *values) {
  int status = 0, has_blanks = 0;
  float blank = NAN;
  return library.ffgcv(
    file->file, type_float, column, row, 1, count, &blank, values, &has_blanks, &status);
}

int latentty_fits_doubles(
  latentty_fits *file, int column, long long row, long long count, double *values) {
  int status = 0, has_blanks = 0;
  double blank = NAN;
  return library.ffgcv(
    file->file, type_double, column, row, 1, count, &blank, values, &has_blanks, &status);
}

int latentty_fits_text(latentty_fits *file, int column, long long row, char *text) {
  int status = 0, has_blanks = 0;
  char blank[2] = "";
  return library.ffgcvs(file->file, column, row, 1, 1, blank, &text, &has_blanks, &status);
}

void latentty_fits_message(int status, char text[31]) {
  text[0] = 0;
  if (is_loaded) library.ffgerr(status, text);
  text[30] = 0;
}
