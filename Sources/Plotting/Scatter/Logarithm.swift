#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The natural logarithm, apart from files whose names would hide it.
func logarithm(_ value: Double) -> Double { log(value) }
