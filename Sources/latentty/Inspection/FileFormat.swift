import Storage

/// The kinds of files whose contents can be listed.
enum FileFormat: String, Encodable {
  case safetensors, npz, npy, png

  /// Recognises a file by its first bytes, and by its name where those are damaged.
  ///
  /// - Throws: ``StorageError`` when the file cannot be opened or is none of these.
  init(path: String) throws(StorageError) {
    let signature = try FileSignature.read(path: path)
    let suffix = path.split(separator: ".").last.map(String.init) ?? ""
    // A damaged file goes to the reader that its name asks for, which says where it is damaged.
    guard let format = Self(rawValue: signature?.rawValue ?? suffix) else {
      throw .malformed(
        path: path, place: "format", expected: "a safetensors, npz, npy or png file",
        found: try GrowingFile(path: path).status.byteCount == 0
          ? "an empty file" : "other contents")
    }
    self = format
  }
}
