public import Tensors

/// A NumPy archive (`.npz`): a zip file with one array per entry.
public struct NPZFile: Sendable {
  /// The names of the arrays, without their suffix `.npy`, in the order of the archive.
  public let names: [String]
  private let archive: ZipArchive
  private let entries: [String: ZipArchive.Entry]
  private let path: String

  /// Opens an archive; the arrays are read when they are asked for, each by itself.
  ///
  /// - Parameter path: An archive of stored or deflated entries.
  /// - Throws: ``StorageError`` when the file cannot be read, is not a zip archive, or has more entries than any
  ///   archive of arrays.
  public init(path: String) throws(StorageError) {
    archive = try ZipArchive(path: path)
    let arrays = archive.entries.filter { $0.name.hasSuffix(suffix) }
    names = arrays.map { String($0.name.dropLast(suffix.count)) }
    entries = Dictionary(uniqueKeysWithValues: zip(names, arrays))
    self.path = path
  }

  /// Reads an array, converting its elements to `Float`.
  ///
  /// The content is expanded and converted piece by piece: the memory is that of the result.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The array, row-major.
  /// - Throws: ``StorageError`` when there is no such array, its checksum is wrong, it is not an array of numbers, or
  ///   it needs more memory than this process can have.
  public func tensor(_ name: String) throws(StorageError) -> Tensor {
    var reader = try reader(name)
    return try NPY.decode(&reader)
  }

  /// Reads what the header of an array says, and expands no more of the entry than that.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The type and the shape of the stored elements.
  /// - Throws: ``StorageError`` when there is no such array, or its header is not that of an array of numbers. A wrong
  ///   checksum and damage behind the header show only when the array is read.
  public func description(of name: String) throws(StorageError) -> ArrayDescription {
    var reader = try reader(name)
    return ArrayDescription(try NPYHeader(&reader))
  }

  private func reader(_ name: String) throws(StorageError) -> ZipEntryReader {
    guard let entry = entries[name] else {
      throw .missingTensor(path: path, name: name, available: names)
    }
    return try archive.reader(of: entry)
  }
}

/// Writes NumPy archives.
public enum NPZWriter {
  /// Writes tensors in single precision, replacing the file in one step.
  ///
  /// - Parameters:
  ///   - tensors: The arrays, of unique names.
  ///   - path: The file; its folder must exist.
  ///   - compressing: Whether the entries are deflated.
  ///   - kind: What the file says that it is, so that it is known again; `nil` says nothing.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may
  ///   not be written; ``StorageError/unsupported(path:place:feature:)`` above 4 GiB.
  public static func write(
    _ tensors: [NamedTensor], to path: String, compressing: Bool = false, kind: OutputKind? = nil
  ) throws(StorageError) {
    precondition(
      Set(tensors.map(\.name)).count == tensors.count,
      "NPZWriter: names repeat in \(tensors.map(\.name))")
    var archive = try ZipWriter(path: path)
    for item in tensors {
      try archive.append(
        name: item.name + suffix, content: NPY.encode(item.tensor), compressing: compressing)
    }
    try archive.finish(comment: kind?.mark ?? "")
  }
}

private let suffix = ".npy"
