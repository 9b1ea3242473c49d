/// The zip container of PyTorch: `NAME/data.pkl`, the storages `NAME/data/KEY`, and `NAME/byteorder`.
struct TorchArchive {
  private let contents: MappedFile
  private let archive: ZipArchive

  private static let pickleEntry = "data.pkl"

  init(_ contents: MappedFile) throws(StorageError) {
    self.contents = contents
    archive = try ZipArchive(path: contents.path)
    for entry in archive.entries where entry.byteRange.upperBound > contents.count {
      throw fault(entry, expected: "bytes inside of the file", found: "a file that has changed")
    }
  }

  /// The name of the entry with the pickle; `nil` in an archive of another program.
  static func pickleName(in names: [String]) -> String? {
    let found = names.filter { $0 == pickleEntry || $0.hasSuffix("/\(pickleEntry)") }
    return found.min { $0.utf8.count { $0 == 0x2F } < $1.utf8.count { $0 == 0x2F } }
  }

  func parts() throws(StorageError) -> TorchFile.Parts {
    let names = archive.entries.map(\.name)
    guard let name = Self.pickleName(in: names),
      let entry = archive.entries.first(where: { $0.name == name })
    else {
      throw .malformed(
        path: contents.path, place: "zip archive", expected: "an entry data.pkl, as in PyTorch",
        found: names.isEmpty ? "no entries" : "\"\(names.prefix(3).joined(separator: "\", \""))\"")
    }
    let root = String(name.dropLast(Self.pickleEntry.count))
    let isScript = names.contains { $0 == "\(root)constants.pkl" || $0.hasPrefix("\(root)code/") }
    return TorchFile.Parts(
      container: isScript ? .script : .zip, document: try document(entry),
      storages: storages(behind: "\(root)data/"), isBigEndian: try isBigEndian(root))
  }

  /// The pickle is not compared with its checksum, which PyTorch leaves out on demand.
  private func document(_ entry: ZipArchive.Entry) throws(StorageError) -> PickleDocument {
    switch entry.method {
    case .stored:
      return try contents.withUnsafeBytes { bytes throws(StorageError) in
        try PickleDocument(
          UnsafeRawBufferPointer(rebasing: bytes[entry.byteRange]), path: contents.path,
          label: entry.name)
      }
    case .deflated:
      let bytes = try bytes(entry, limit: TorchFile.expandedPickleLimit)
      return try bytes.withUnsafeBufferPointer { bytes throws(StorageError) in
        try PickleDocument(
          UnsafeRawBufferPointer(bytes), path: contents.path, label: entry.name)
      }
    }
  }

  private func storages(behind root: String) -> [String: TorchStorage] {
    var storages: [String: TorchStorage] = [:]
    for entry in archive.entries where entry.name.hasPrefix(root) {
      let source: TorchStorage.Source =
        switch entry.method {
        case .stored: .file(entry.byteRange)
        case .deflated: .compressed(count: entry.size)
        }
      storages[String(entry.name.dropFirst(root.count))] = TorchStorage(source: source)
    }
    return storages
  }

  private func isBigEndian(_ root: String) throws(StorageError) -> Bool {
    guard let entry = archive.entries.first(where: { $0.name == "\(root)byteorder" }) else {
      return false
    }
    let text = String(decoding: try bytes(entry, limit: 64), as: UTF8.self)
    guard text == "little" || text == "big" else {
      throw fault(entry, expected: "little or big", found: text)
    }
    return text == "big"
  }

  private func bytes(_ entry: ZipArchive.Entry, limit: Int) throws(StorageError) -> [UInt8] {
    guard entry.size <= limit else {
      throw fault(entry, expected: "at most \(limit) bytes", found: "\(entry.size)")
    }
    var reader = try archive.reader(of: entry)
    return try reader.bytes(entry.size, entry.name)
  }

  private func fault(_ entry: ZipArchive.Entry, expected: String, found: String) -> StorageError {
    .malformed(
      path: contents.path, place: "zip entry \"\(entry.name)\"", expected: expected, found: found)
  }
}

extension TorchFile {
  /// The longest pickle that is expanded from a compressed entry, in bytes.
  static let expandedPickleLimit = 1 << 26
}
