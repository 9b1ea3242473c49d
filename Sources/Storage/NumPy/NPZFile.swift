public import Tensors

/// A NumPy archive (`.npz`): a zip file with one array per entry.
public struct NPZFile: Sendable {
  /// The names of the arrays, without their suffix `.npy`, in the order of the archive.
  public let names: [String]
  private let archive: ZipArchive
  private let path: String

  /// Opens an archive; the arrays are read when they are asked for.
  ///
  /// - Parameter path: An archive of stored or deflated entries.
  /// - Throws: ``StorageError`` when the file cannot be mapped or is not a zip archive.
  public init(path: String) throws(StorageError) {
    archive = try ZipArchive(path: path)
    names = archive.entries.map(\.name).filter { $0.hasSuffix(suffix) }.map {
      String($0.dropLast(suffix.count))
    }
    self.path = path
  }

  /// Reads an array, converting its elements to `Float`.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The array, row-major.
  /// - Throws: ``StorageError`` when there is no such array, its checksum is wrong, or it is not an
  ///   array of numbers.
  public func tensor(_ name: String) throws(StorageError) -> Tensor {
    try withContent(of: name) { content, path throws(StorageError) in
      try NPY.decode(content, path: path)
    }
  }

  /// Reads what the header of an array says.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The type and the shape of the stored elements.
  /// - Throws: ``StorageError`` when there is no such array, its checksum is wrong, or it is not an
  ///   array of numbers.
  public func description(of name: String) throws(StorageError) -> ArrayDescription {
    try withContent(of: name) { content, path throws(StorageError) in
      ArrayDescription(try NPYHeader(content, path: path))
    }
  }

  private func withContent<Result>(
    of name: String,
    _ body: (UnsafeRawBufferPointer, _ path: String) throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    guard let entry = archive.entries.first(where: { $0.name == name + suffix }) else {
      throw .missingTensor(path: path, name: name, available: names)
    }
    return try archive.withContent(of: entry) { content throws(StorageError) in
      try body(content, "\(path)/\(entry.name)")
    }
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
