#include "CMachine.h"

#include <stdio.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <cpuid.h>

/// Where a processor announces an extension (Intel SDM 2A, CPUID), and the register state (XCR0) it needs.
struct feature {
  const char *name;
  uint32_t leaf, subleaf;
  enum { EAX, EBX, ECX, EDX } reg;
  int bit;
  uint32_t state;
};

enum { NO_STATE = 0, AVX_STATE = 0x06, AVX512_STATE = 0xE6 };

/// In the order of the bits of `LX_…`.
static const struct feature features[LX_FEATURE_COUNT] = {
    {"pni", 1, 0, ECX, 0, NO_STATE},
    {"ssse3", 1, 0, ECX, 9, NO_STATE},
    {"sse4_1", 1, 0, ECX, 19, NO_STATE},
    {"sse4_2", 1, 0, ECX, 20, NO_STATE},
    {"popcnt", 1, 0, ECX, 23, NO_STATE},
    {"movbe", 1, 0, ECX, 22, NO_STATE},
    {"abm", 0x80000001, 0, ECX, 5, NO_STATE},
    {"bmi1", 7, 0, EBX, 3, NO_STATE},
    {"bmi2", 7, 0, EBX, 8, NO_STATE},
    {"avx", 1, 0, ECX, 28, AVX_STATE},
    {"f16c", 1, 0, ECX, 29, AVX_STATE},
    {"fma", 1, 0, ECX, 12, AVX_STATE},
    {"avx2", 7, 0, EBX, 5, AVX_STATE},
    {"avx_vnni", 7, 1, EAX, 4, AVX_STATE},
    {"gfni", 7, 0, ECX, 8, NO_STATE},
    {"avx512f", 7, 0, EBX, 16, AVX512_STATE},
    {"avx512cd", 7, 0, EBX, 28, AVX512_STATE},
    {"avx512bw", 7, 0, EBX, 30, AVX512_STATE},
    {"avx512dq", 7, 0, EBX, 17, AVX512_STATE},
    {"avx512vl", 7, 0, EBX, 31, AVX512_STATE},
    {"avx512ifma", 7, 0, EBX, 21, AVX512_STATE},
    {"avx512vbmi", 7, 0, ECX, 1, AVX512_STATE},
    {"avx512_vbmi2", 7, 0, ECX, 6, AVX512_STATE},
    {"avx512_vnni", 7, 0, ECX, 11, AVX512_STATE},
    {"avx512_bitalg", 7, 0, ECX, 12, AVX512_STATE},
    {"avx512_vpopcntdq", 7, 0, ECX, 14, AVX512_STATE},
    {"avx512_bf16", 7, 1, EAX, 5, AVX512_STATE},
    {"avx512_fp16", 7, 0, EDX, 23, AVX512_STATE},
};

/// The register state that the operating system saves; zero where it saves none beyond SSE.
static uint32_t saved_state(void) {
  uint32_t registers[4];
  if (!__get_cpuid(1, &registers[EAX], &registers[EBX], &registers[ECX], &registers[EDX])) return 0;
  if (!(registers[ECX] & bit_OSXSAVE)) return 0;
  uint32_t low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

uint32_t lx_features_of_machine(void) {
  const uint32_t state = saved_state();
  uint32_t found = 0;
  for (int index = 0; index < LX_FEATURE_COUNT; index++) {
    const struct feature *feature = &features[index];
    uint32_t registers[4];
    if (!__get_cpuid_count(
            feature->leaf, feature->subleaf, &registers[EAX], &registers[EBX], &registers[ECX],
            &registers[EDX]))
      continue;
    const int announced = (registers[feature->reg] >> feature->bit) & 1;
    if (announced && (state & feature->state) == feature->state) found |= 1u << index;
  }
  return found;
}

const char *lx_feature_name(int index) {
  return index >= 0 && index < LX_FEATURE_COUNT ? features[index].name : "";
}

#else

uint32_t lx_features_of_machine(void) { return 0; }

const char *lx_feature_name(int index) {
  (void)index;
  return "";
}

#endif

void lx_describe_features(uint32_t features, char *text, int capacity) {
  int length = 0;
  text[0] = 0;
  for (int index = 0; index < LX_FEATURE_COUNT && length < capacity; index++) {
    if (!(features >> index & 1)) continue;
    const char *separator = length > 0 ? " " : "";
    length += snprintf(text + length, capacity - length, "%s%s", separator, lx_feature_name(index));
  }
}

void lx_require_features(uint32_t needed) {
  const uint32_t missing = needed & ~lx_features_of_machine();
  if (missing == 0) return;
  char names[400];
  lx_describe_features(missing, names, sizeof names);
  dprintf(
      STDERR_FILENO,
      "latentty: this build needs a processor with %s, which this one lacks; build it here with `make run`\n",
      names);
  _exit(1);
}
