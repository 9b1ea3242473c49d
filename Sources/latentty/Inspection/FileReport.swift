import Storage

/// What is in a file.
struct FileReport: Encodable {
  /// One named array.
  struct Entry: Encodable {
    let name: String
    let type: String
    let shape: [Int]
    /// What it is in a model, such as `decoder, dense 10 to 128`; `nil` where nothing is known.
    var role: String?

    /// The number of elements, in floating point because a header may claim any extents.
    var elementCount: Double { shape.reduce(1) { $0 * Double($1) } }
  }

  /// What is listed, for people.
  static let formats = "a model, a file of arrays, or a picture"

  let path: String
  let format: FileSignature
  /// What the file is, in words.
  let summary: String
  let byteCount: Int
  let tensors: [Entry]
  let metadata: [String: String]
  /// The model in the file, if it holds one.
  let checkpoint: ModelReport?

  /// Reads the headers of a file and, of a model, all of it.
  ///
  /// Elements and pixels are not looked at: that they are there and match their checksums shows when they are read.
  init(path: String) throws {
    self.path = path
    let start = try FileStart(path: path)
    guard let found = start.format else {
      throw StorageError.malformed(
        path: path, place: "format", expected: Self.formats, found: start.words)
    }
    format = found
    byteCount = start.byteCount
    checkpoint = ModelReport(of: start)
    let listing = try FileListing(start, format: found)
    (summary, tensors, metadata) = (listing.summary, listing.tensors, listing.metadata)
  }
}
