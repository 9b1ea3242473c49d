import CLibraries
internal import Synchronization

/// The HDF5 library of the system, opened at its first use.
///
/// The library of the distributions is not built for several threads, so one lock is around every use of it.
enum HDF5Library {
  private static let lock = Mutex<Void>(())

  /// Uses the library while no other thread does.
  ///
  /// - Throws: ``StorageError`` when there is no library that can be used, and what `body` throws.
  static func use<Result: Sendable>(
    for path: String, _ body: () throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    try lock.withLock { (_) throws(StorageError) -> Result in
      var version: [UInt32] = [0, 0, 0]
      let availability = latentty_hdf5_load(&version)
      if let error = Self.error(availability, version: version, path: path) { throw error }
      return try body()
    }
  }

  /// Releases a file, which exists only if the library was opened.
  static func release(_ handle: latentty_hdf5_handle) {
    lock.withLock { _ in latentty_hdf5_release(handle) }
  }

  /// Why a library cannot be used, `nil` for one that can.
  static func error(
    _ availability: latentty_hdf5_availability, version: [UInt32], path: String
  ) -> StorageError? {
    let number = version.map(String.init).joined(separator: ".")
    let found: String? =
      switch availability {
      case latentty_hdf5_ready: nil
      case latentty_hdf5_foreign: "version \(number), and those from 1.10 to 2 are known"
      case latentty_hdf5_incomplete: "version \(number), which lacks functions"
      default: "none"
      }
    return found.map {
      .malformed(
        path: path, place: "HDF5 library",
        expected: "the shared library of HDF5 (apt install libhdf5-103-1)", found: $0)
    }
  }
}
