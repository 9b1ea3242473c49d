import Escaping

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder for what can be made again, as the XDG base directory specification places it.
enum CacheFolder {
  /// The path; `nil` when neither `XDG_CACHE_HOME` nor `HOME` says where.
  static var path: String? {
    if let folder = getenv("XDG_CACHE_HOME"), folder.pointee == UInt8(ascii: "/") {
      return FileName.text(folder) + "/latentty"
    }
    return getenv("HOME").map { FileName.text($0) + "/.cache/latentty" }
  }

  /// Where diagnoses are kept; `nil` when no place is known.
  static var diagnoses: String? { path.map { $0 + "/diagnoses" } }
}
