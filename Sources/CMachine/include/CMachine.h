#pragma once

#include <stdint.h>

// The instruction set extensions of x86 that a compiler may use on its own, one bit each. Other
// architectures are built for their baseline, so there are none to list.
enum {
  LX_SSE3 = 1u << 0,
  LX_SSSE3 = 1u << 1,
  LX_SSE41 = 1u << 2,
  LX_SSE42 = 1u << 3,
  LX_POPCNT = 1u << 4,
  LX_MOVBE = 1u << 5,
  LX_LZCNT = 1u << 6,
  LX_BMI = 1u << 7,
  LX_BMI2 = 1u << 8,
  LX_AVX = 1u << 9,
  LX_F16C = 1u << 10,
  LX_FMA = 1u << 11,
  LX_AVX2 = 1u << 12,
  LX_AVXVNNI = 1u << 13,
  LX_GFNI = 1u << 14,
  LX_AVX512F = 1u << 15,
  LX_AVX512CD = 1u << 16,
  LX_AVX512BW = 1u << 17,
  LX_AVX512DQ = 1u << 18,
  LX_AVX512VL = 1u << 19,
  LX_AVX512IFMA = 1u << 20,
  LX_AVX512VBMI = 1u << 21,
  LX_AVX512VBMI2 = 1u << 22,
  LX_AVX512VNNI = 1u << 23,
  LX_AVX512BITALG = 1u << 24,
  LX_AVX512VPOPCNTDQ = 1u << 25,
  LX_AVX512BF16 = 1u << 26,
  LX_AVX512FP16 = 1u << 27,
  LX_FEATURE_COUNT = 28,
};

/// The extensions that the code which includes this header is compiled for.
///
/// It is inline on purpose: the kernels are Swift, and a Swift target sees here the macros of its own
/// `-march`, while a function of this C target would see those of the C compiler's baseline.
static inline uint32_t lx_features_of_build(void) {
  uint32_t features = 0;
#ifdef __SSE3__
  features |= LX_SSE3;
#endif
#ifdef __SSSE3__
  features |= LX_SSSE3;
#endif
#ifdef __SSE4_1__
  features |= LX_SSE41;
#endif
#ifdef __SSE4_2__
  features |= LX_SSE42;
#endif
#ifdef __POPCNT__
  features |= LX_POPCNT;
#endif
#ifdef __MOVBE__
  features |= LX_MOVBE;
#endif
#ifdef __LZCNT__
  features |= LX_LZCNT;
#endif
#ifdef __BMI__
  features |= LX_BMI;
#endif
#ifdef __BMI2__
  features |= LX_BMI2;
#endif
#ifdef __AVX__
  features |= LX_AVX;
#endif
#ifdef __F16C__
  features |= LX_F16C;
#endif
#ifdef __FMA__
  features |= LX_FMA;
#endif
#ifdef __AVX2__
  features |= LX_AVX2;
#endif
#ifdef __AVXVNNI__
  features |= LX_AVXVNNI;
#endif
#ifdef __GFNI__
  features |= LX_GFNI;
#endif
#ifdef __AVX512F__
  features |= LX_AVX512F;
#endif
#ifdef __AVX512CD__
  features |= LX_AVX512CD;
#endif
#ifdef __AVX512BW__
  features |= LX_AVX512BW;
#endif
#ifdef __AVX512DQ__
  features |= LX_AVX512DQ;
#endif
#ifdef __AVX512VL__
  features |= LX_AVX512VL;
#endif
#ifdef __AVX512IFMA__
  features |= LX_AVX512IFMA;
#endif
#ifdef __AVX512VBMI__
  features |= LX_AVX512VBMI;
#endif
#ifdef __AVX512VBMI2__
  features |= LX_AVX512VBMI2;
#endif
#ifdef __AVX512VNNI__
  features |= LX_AVX512VNNI;
#endif
#ifdef __AVX512BITALG__
  features |= LX_AVX512BITALG;
#endif
#ifdef __AVX512VPOPCNTDQ__
  features |= LX_AVX512VPOPCNTDQ;
#endif
#ifdef __AVX512BF16__
  features |= LX_AVX512BF16;
#endif
#ifdef __AVX512FP16__
  features |= LX_AVX512FP16;
#endif
  return features;
}

/// The extensions that this processor has and this operating system saves for a thread.
uint32_t lx_features_of_machine(void);

/// The name of the extension with bit `index`, as Linux spells it in `/proc/cpuinfo`.
const char *lx_feature_name(int index);

/// Ends the process with status 1 and one line on stderr when the machine lacks any of `needed`.
///
/// Its code is built for the architecture's baseline, so it can run before anything that is not.
void lx_require_features(uint32_t needed);

/// Writes the names of `features`, separated by blanks, into `text`, cut to `capacity - 1` characters.
void lx_describe_features(uint32_t features, char *text, int capacity);
