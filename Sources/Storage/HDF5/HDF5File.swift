import CLibraries
import Escaping
import Tensors

/// An HDF5 file, open for reading with the library of the system.
///
/// The tree with its attributes is read at once, the elements of datasets on demand. Links into other files and datasets whose elements
/// are in other files are not followed, and no plugin is loaded for a file's sake.
package final class HDF5File: Sendable {
  /// The file, as named in errors.
  package let path: String
  /// The tree.
  package let root: HDF5Group
  let handle: latentty_hdf5_handle
  /// Where the bytes of a file in memory are kept.
  private let image: HDF5Image?

  /// Opens a file.
  ///
  /// - Parameter path: A regular file.
  /// - Throws: ``StorageError`` when it cannot be read, is no HDF5 file, is damaged, or has more objects than the limits allow.
  package convenience init(path: String) throws(StorageError) {
    // Opening a pipe would wait for a writer.
    let start = try FileStart.beginning(of: path, count: 1)
    guard !start.isEmpty else { throw Self.noFile(path, found: "an empty file") }
    try self.init(named: path, image: nil) { latentty_hdf5_open(FileName.cString(path)) }
  }

  /// Opens a file that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: All of the file.
  ///   - path: What errors call it.
  /// - Throws: ``StorageError`` as ``init(path:)`` does.
  package convenience init(bytes: [UInt8], path: String) throws(StorageError) {
    try self.init(HDF5Image(bytes), path: path)
  }

  convenience init(_ image: HDF5Image, path: String) throws(StorageError) {
    guard image.count > 0, let start = image.start else {
      throw Self.noFile(path, found: "an empty file")
    }
    try self.init(named: path, image: image) { latentty_hdf5_open_image(start, image.count) }
  }

  private init(
    named path: String, image: HDF5Image?, _ open: () -> latentty_hdf5_handle
  ) throws(StorageError) {
    let (handle, root) = try HDF5Library.use(for: path) { () throws(StorageError) in
      let handle = open()
      guard handle >= 0 else {
        throw Self.noFile(path, found: HDF5Failure.reason ?? "other contents")
      }
      do throws(StorageError) {
        var reader = HDF5TreeReader(file: handle, path: path)
        return (handle, try reader.root())
      } catch {
        latentty_hdf5_release(handle)
        throw error
      }
    }
    (self.path, self.image, self.handle, self.root) = (path, image, handle, root)
  }

  deinit { HDF5Library.release(handle) }

  /// The datasets, whatever their depth, in the order of the tree.
  package var datasets: [HDF5Dataset] { root.allDatasets }

  /// A dataset by its path from the top, with or without a slash at its beginning.
  ///
  /// - Throws: ``StorageError/missingTensor(path:name:available:)``.
  package func dataset(_ name: String) throws(StorageError) -> HDF5Dataset {
    let parts = name.split(separator: "/")
    let parent = root.group(parts.dropLast().joined(separator: "/"))
    guard let found = parent?.datasets.first(where: { $0.name == parts.last ?? "" }) else {
      throw .missingTensor(path: path, name: name, available: datasets.map(\.path))
    }
    return found
  }

  private static func noFile(_ path: String, found: String) -> StorageError {
    .malformed(path: path, place: "file", expected: "an HDF5 file", found: found)
  }
}

/// What the library says of its last failure.
enum HDF5Failure {
  /// Its words; `nil` where there are none.
  static var reason: String? {
    let text = String(cString: latentty_hdf5_reason())
    guard !text.isEmpty else { return nil }
    return text.hasPrefix("bad version number")
      ? "\(text): written by a newer HDF5 than the installed one" : text
  }
}
