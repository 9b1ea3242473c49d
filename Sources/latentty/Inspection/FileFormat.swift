import Storage

/// The kinds of files whose contents can be listed.
enum FileFormat: String, Encodable {
  case safetensors, npz, npy, png

  /// Recognises a file by its first bytes, and by its name where those are damaged.
  ///
  /// - Throws: ``StorageError`` when the file cannot be opened or is none of these.
  init(path: String) throws(StorageError) {
    let file = try MappedFile(path: path)
    let start = file.withUnsafeBytes { Array($0.prefix(16)) }
    let suffix = path.split(separator: ".").last.map(String.init) ?? ""
    // A damaged file goes to the reader that its name asks for, which says where it is damaged.
    guard let format = Self(start: start) ?? Self(rawValue: suffix) else {
      throw .malformed(
        path: path, place: "format", expected: "a safetensors, npz, npy or png file",
        found: start.isEmpty ? "an empty file" : "other contents")
    }
    self = format
  }

  private init?(start: [UInt8]) {
    if start.starts(with: [0x89] + Array("PNG".utf8)) {
      self = .png
    } else if start.starts(with: [0x93] + Array("NUMPY".utf8)) {
      self = .npy
    } else if start.starts(with: Array("PK".utf8)) {
      self = .npz
    } else if start.dropFirst(8).first == UInt8(ascii: "{") {
      self = .safetensors
    } else {
      return nil
    }
  }
}
