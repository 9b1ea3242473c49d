/// The first bytes of a file: enough to say what it is, and no more is read.
package struct FileStart: Sendable {
  /// The file.
  package let path: String
  /// Its first bytes, ``byteLimit`` at most.
  package let bytes: [UInt8]
  /// The bytes of the whole file.
  package let byteCount: Int
  /// The format that the bytes are of; `nil` when they are those of none with bytes of its own.
  package let signature: FileSignature?

  /// The keys of this program in the metadata of a safetensors file, such as `latentty.data`.
  package let metadataKeys: Set<String>
  /// The word for its kind that this program wrote in the comment of an archive; `nil` for other files.
  package let archiveMark: String?

  /// So many bytes are read.
  package static let byteLimit = 4096
  private static let longestMark = 64

  /// Reads the beginning of a file.
  ///
  /// - Parameter path: A regular file.
  /// - Throws: ``StorageError`` when the file cannot be opened or read.
  package init(path: String) throws(StorageError) {
    let file = try GrowingFile(path: path)
    self.path = path
    bytes = try Self.bytes(of: file, at: 0, count: Self.byteLimit)
    byteCount = try file.status.byteCount
    signature = FileSignature(start: bytes)
    metadataKeys =
      signature == .safetensors ? try SafetensorsKeys.own(in: file, start: bytes) : []
    let end = max(0, byteCount - Self.longestMark)
    archiveMark =
      signature == .npz
      ? OutputKind.markedName(
        atEndOf: try Self.bytes(of: file, at: end, count: Self.longestMark)) : nil
  }

  /// The beginning of the expanded content of a file.
  init(of content: MappedFile) {
    path = content.path
    bytes = content.withUnsafeBytes { Array($0.prefix(Self.byteLimit)) }
    byteCount = content.count
    signature = FileSignature(start: bytes)
    (metadataKeys, archiveMark) = ([], nil)
  }

  /// The first bytes of a file, as many as there are up to a number.
  static func beginning(of path: String, count: Int) throws(StorageError) -> [UInt8] {
    try bytes(of: GrowingFile(path: path), at: 0, count: count)
  }

  private static func bytes(
    of file: GrowingFile, at place: Int, count: Int
  ) throws(StorageError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
      try file.read(into: UnsafeMutableRawBufferPointer(bytes), at: place)
    }
    return Array(bytes.prefix(read))
  }

  /// The format by the bytes, or by the name of a file that is no text: a damaged file goes to the reader that its name asks
  /// for, which says where it is damaged.
  package var format: FileSignature? {
    signature ?? (isText ? nil : FileSignature(rawValue: ending))
  }

  /// Why the reader of its format cannot open the file, if its headers show it.
  package var damage: StorageError? {
    do throws(StorageError) {
      switch signature {
      case .safetensors: _ = try SafetensorsFile(path: path)
      case .npz: _ = try NPZFile(path: path)
      case .npy: try NPY.checkLength(path: path)
      case .png: _ = try PNGDescription(path: path)
      default: break
      }
      return nil
    } catch {
      return error
    }
  }

  /// The end of the name behind the last point; the whole name where there is none.
  package var ending: String { path.split(separator: ".").last.map(String.init) ?? "" }

  /// What of other programs' the bytes are, if it is known.
  package var foreign: ForeignContent? { ForeignContent(start: bytes) }

  /// The names of the arrays in a safetensors file or an archive, as far as they can be told quickly; of other files none.
  package var arrayNames: [String] {
    switch signature {
    case .safetensors: (try? SafetensorsFile(path: path).entries.map(\.name)) ?? []
    case .npz: (try? NPZFile(path: path).arrayNames) ?? []
    default: []
    }
  }

  /// Whether the beginning is a text: it holds no zero, or is in UTF-16.
  package var isText: Bool {
    let encoding = bytes.withUnsafeBytes { TextEncoding.signature(of: $0).encoding }
    return !bytes.isEmpty && (encoding != .utf8 || !bytes.contains(0))
  }

  /// Whether the file goes to the reader of tables, which says what is wrong with it.
  package var mayBeTable: Bool {
    byteCount == 0 || signature == nil && isText && foreign != .object
  }

  /// What the file is as far as bytes tell, for people.
  package var words: String {
    if let signature { return signature.words }
    if byteCount == 0 { return "an empty file" }
    return foreign?.rawValue ?? (isText ? "a text" : "other contents")
  }
}
