/// The container of PyTorch before version 1.6: pickles of a magic number, the protocol, the machine, the object and the keys of its
/// storages, then for each key the number of elements and the elements.
enum TorchLegacy {
  /// The magic number as pickles write it, in hexadecimal or in decimal.
  private static let magic: Set<String> = ["0x1950a86a20f9469cfc6c", "119547037146038801333356"]

  /// Reads a file that may also be a single pickle.
  static func parts(_ contents: MappedFile) throws(StorageError) -> TorchFile.Parts {
    try contents.withUnsafeBytes { bytes throws(StorageError) in
      guard mayBePickle(bytes) else {
        throw .malformed(
          path: contents.path, place: "file", expected: "a file of PyTorch or a Python pickle",
          found: "other contents")
      }
      return try parts(bytes, from: 0, path: contents.path)
    }
  }

  /// Reads the container, or a single pickle, from bytes.
  static func parts(
    _ bytes: UnsafeRawBufferPointer, from offset: Int, path: String,
    valueLimit: Int = PickleMachine.valueLimit
  ) throws(StorageError) -> TorchFile.Parts {
    let first = try PickleDocument(bytes, from: offset, path: path, valueLimit: valueLimit)
    guard case .largeInteger(let number) = first.root, magic.contains(number) else {
      return TorchFile.Parts(container: .pickle, document: first)
    }
    return try TorchLegacyReader(
      bytes, from: first.end, path: path, valueLimit: valueLimit
    ).parts()
  }

  /// Protocols 0 and 1 have no bytes of their own at the beginning, only at the end.
  private static func mayBePickle(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 2 else { return false }
    return bytes[0] == 0x80 && bytes[1] <= 5 || bytes[bytes.count - 1] == UInt8(ascii: ".")
  }
}

/// Reads the container behind its magic number.
struct TorchLegacyReader {
  private let bytes: UnsafeRawBufferPointer
  private let path: String
  private let valueLimit: Int
  private var offset: Int

  private static let version = 1001
  /// The most storages.
  private static let storageLimit = 1 << 16

  init(_ bytes: UnsafeRawBufferPointer, from offset: Int, path: String, valueLimit: Int) {
    (self.bytes, self.offset) = (bytes, offset)
    (self.path, self.valueLimit) = (path, valueLimit)
  }

  func parts() throws(StorageError) -> TorchFile.Parts {
    var reader = self
    return try reader.read()
  }

  private mutating func read() throws(StorageError) -> TorchFile.Parts {
    let version = try pickle("protocol").root
    guard version == .integer(Self.version) else {
      throw .unsupported(path: path, place: "protocol", feature: "a version other than 1001")
    }
    // The machine that wrote the file; the elements are little-endian on every machine.
    _ = try pickle("system")
    let document = try pickle("object")
    let keys = try keys()
    let storages = try storages(keys, kinds: TorchPersistentStorage.kinds(in: document))
    return TorchFile.Parts(
      container: .legacy, document: document,
      storages: TorchPersistentStorage.withViews(storages, in: document))
  }

  private mutating func pickle(_ label: String) throws(StorageError) -> PickleDocument {
    let document = try PickleDocument(
      bytes, from: offset, path: path, label: label, valueLimit: valueLimit)
    offset = document.end
    return document
  }

  private mutating func keys() throws(StorageError) -> [String] {
    let document = try pickle("storage keys")
    let elements = document.elements(document.root) ?? []
    let keys = elements.compactMap { key in if case .text(let key) = key { key } else { nil } }
    guard keys.count == elements.count, keys.count <= Self.storageLimit,
      document.elements(document.root) != nil, Set(keys).count == keys.count
    else {
      throw .malformed(
        path: path, place: "storage keys",
        expected: "a list of at most \(Self.storageLimit) different texts",
        found: "\(elements.count) values")
    }
    return keys
  }

  private mutating func storages(
    _ keys: [String], kinds: [String: TorchElements.Kind]
  ) throws(StorageError) -> [String: TorchStorage] {
    var storages: [String: TorchStorage] = [:]
    for key in keys {
      guard let kind = kinds[key] else {
        throw .malformed(
          path: path, place: "storage \"\(key)\"", expected: "a type in the object", found: "none")
      }
      storages[key] = try storage(key, kind)
    }
    return storages
  }

  private mutating func storage(
    _ key: String, _ kind: TorchElements.Kind
  ) throws(StorageError) -> TorchStorage {
    var reader = PickleReader(bytes, from: offset, path: path, label: "storage \"\(key)\"")
    let count = try reader.integer(Int64.self)
    let (size, overflow) = Int(count).multipliedReportingOverflow(by: kind.byteCount)
    guard count >= 0, !overflow else {
      throw reader.fault(at: offset, expected: "a number of elements", found: "\(count)")
    }
    let range = try reader.range(size)
    offset = reader.offset
    return TorchStorage(source: .file(range))
  }
}
