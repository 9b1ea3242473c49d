package import Tensors

/// A NumPy archive (`.npz`): a zip file with one array per entry.
package struct NPZFile: Sendable {
  /// The names of the entries, arrays without their suffix `.npy`, in the order of the archive.
  package let names: [String]
  /// Those of ``names`` whose entries end in `.npy`.
  package let arrayNames: [String]
  private let archive: ZipArchive
  private let entries: [String: ZipArchive.Entry]
  private let path: String

  /// Opens an archive; the arrays are read on demand, each separately.
  ///
  /// - Parameter path: An archive of stored or deflated entries.
  /// - Throws: ``StorageError`` when the file cannot be read, is not a zip archive, or has more entries than any
  ///   archive of arrays.
  package init(path: String) throws(StorageError) {
    archive = try ZipArchive(path: path)
    let known = Set(archive.entries.map(\.name))
    var (names, entries): ([String], [String: ZipArchive.Entry]) = ([], [:])
    for entry in archive.entries where !entry.name.hasSuffix("/") {
      // Archives by other programs may name their arrays without the suffix.
      let short = entry.name.hasSuffix(suffix) ? String(entry.name.dropLast(suffix.count)) : nil
      let name = short.map { known.contains($0) ? entry.name : $0 } ?? entry.name
      names.append(name)
      entries[name] = entry
    }
    (self.names, self.entries) = (names, entries)
    arrayNames = names.filter { entries[$0]?.name.hasSuffix(suffix) == true }
    self.path = path
  }

  /// Reads an array, converting its elements to `Float`.
  ///
  /// The content is expanded and converted piece by piece: it needs no more memory than the result.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The array, row-major.
  /// - Throws: ``StorageError`` when there is no such array, its checksum is wrong, it is not an array of numbers, or
  ///   it needs more memory than this process can have.
  package func tensor(_ name: String) throws(StorageError) -> Tensor {
    var reader = try reader(name)
    return Tensor(try NPY.decode(&reader))
  }

  /// Reads an array of numbers in double precision, as ``tensor(_:)`` does in single.
  package func doubles(_ name: String) throws(StorageError) -> StoredArray<Double> {
    var reader = try reader(name)
    return try NPY.decode(&reader)
  }

  /// Reads an array of numbers in the type that it is stored in; needs no more memory than that.
  func elements(_ name: String) throws(StorageError) -> StoredElements {
    var reader = try reader(name)
    return try NPY.stored(&reader)
  }

  /// Reads an array of structures, texts or numbers with one axis, as ``NPY/columns(path:)`` does.
  package func columns(_ name: String) throws(StorageError) -> [StoredColumn] {
    var reader = try reader(name)
    return try NPYColumns.decode(&reader)
  }

  /// Reads the header of an array, and expands no more of the entry than that.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The type and the shape of the stored elements; `nil` for an entry that is neither named as an array
  ///   nor is one.
  /// - Throws: ``StorageError`` when there is no such array, or its header breaks the format. A wrong checksum and
  ///   damage after the header are only detected when the array is read.
  package func description(of name: String) throws(StorageError) -> ArrayDescription? {
    var reader = try reader(name)
    if entries[name]?.name.hasSuffix(suffix) == false {
      var start = try self.reader(name)
      let count = min(NPYHeader.magic.count, start.remainingCount)
      guard try start.bytes(count, "npy magic") == NPYHeader.magic else { return nil }
    }
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
package enum NPZWriter {
  /// Writes tensors in single precision, replacing the file in one step.
  ///
  /// - Parameters:
  ///   - tensors: The arrays, of unique names.
  ///   - path: The file; its folder must exist.
  ///   - compressing: Whether the entries are deflated.
  ///   - kind: The kind recorded in the file, so that it can be recognised later; `nil` records none.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may
  ///   not be written; ``StorageError/unsupported(path:place:feature:)`` above 4 GiB.
  package static func write(
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
