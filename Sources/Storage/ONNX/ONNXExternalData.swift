internal import Escaping
import Platform

/// A file with elements of tensors beside a model.
struct ONNXExternalData {
  private let file: MappedFile
  private let location: String

  /// Opens a file in the folder of a model, or in a folder within.
  ///
  /// - Parameters:
  ///   - location: The path, relative to the folder of the model, as the model says it.
  ///   - model: The path of the model.
  ///   - place: The tensor, for errors.
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` for a path that leads out of the folder, by itself or by a symbolic
  ///   link, and ``StorageError/system(path:operation:code:)`` when there is no such file.
  init(_ location: String, of model: String, place: String) throws(StorageError) {
    let parts = location.split(separator: "/", omittingEmptySubsequences: false)
    let isInside = !location.utf8.contains(0) && !parts.contains { $0.isEmpty || $0 == ".." }
    guard isInside else { throw Self.outside(location, model, place) }
    let folder = Self.folder(of: model)
    let path = "\(folder)/\(location)"
    if let real = Self.resolved(path), let root = Self.resolved(folder) {
      guard real.starts(with: root + (root.last == Self.slash ? [] : [Self.slash])) else {
        throw Self.outside(location, model, place)
      }
    }
    (file, self.location) = (try MappedFile(path: path), location)
  }

  private static let slash = UInt8(ascii: "/")

  private static func folder(of path: String) -> String {
    guard let end = path.lastIndex(of: "/") else { return "." }
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  /// The bytes of a path without symbolic links; `nil` where nothing is there.
  private static func resolved(_ path: String) -> [UInt8]? {
    guard let name = realpath(FileName.cString(path), nil) else { return nil }
    defer { free(name) }
    return Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
  }

  private static func outside(_ location: String, _ model: String, _ place: String) -> StorageError
  {
    .malformed(
      path: model, place: place, expected: "external data in the folder of the model",
      found: location)
  }

  /// Reads elements.
  func elements(
    of type: ElementType, offset: Int, byteCount: Int
  ) throws(StorageError) -> ONNXElements {
    guard offset <= file.count, byteCount <= file.count - offset else {
      throw .malformed(
        path: file.path, place: "external data",
        expected: "\(byteCount) bytes from byte \(offset)", found: "\(file.count) bytes in all")
    }
    return file.elements(of: type, in: offset..<offset + byteCount)
  }
}
