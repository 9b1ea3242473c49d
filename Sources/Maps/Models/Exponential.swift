#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The exponential function, apart from files whose names would hide it.
func exponential(_ value: Double) -> Double { exp(value) }
