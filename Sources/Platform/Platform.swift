// The C library of the platform, re-exported in one place: glibc of most distributions, or musl in a static binary.
#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#endif

/// What the two libraries declare differently.
package enum OpenFileLimit {
  #if canImport(Glibc)
    /// The resource that `getrlimit` is asked for.
    package static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    /// The resource that `getrlimit` is asked for.
    package static let resource = RLIMIT_NOFILE
  #endif
}
