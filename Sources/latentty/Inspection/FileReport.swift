import Storage

/// What is in a file.
struct FileReport: Encodable {
  /// One named array.
  struct Entry: Encodable {
    let name: String
    let type: String
    let shape: [Int]

    /// The number of elements, in floating point because a header may claim any extents.
    var elementCount: Double { shape.reduce(1) { $0 * Double($1) } }
  }

  /// What is listed, for people.
  static let formats = "a safetensors, npz, npy or png file"

  let path: String
  let format: FileSignature
  let byteCount: Int
  let tensors: [Entry]
  let metadata: [String: String]
  /// The model in the file, if it holds one.
  let checkpoint: ModelReport?

  /// Reads the headers of a file and, of a checkpoint, the model.
  ///
  /// Elements and pixels are not looked at: that they are there and match their checksums shows when they are read.
  init(path: String) throws(StorageError) {
    self.path = path
    let start = try FileStart(path: path)
    guard let found = start.format else {
      throw .malformed(
        path: path, place: "format", expected: Self.formats, found: start.words)
    }
    format = found
    byteCount = start.byteCount
    checkpoint = ModelReport(of: start)
    switch format {
    case .safetensors:
      let file = try SafetensorsFile(path: path)
      metadata = file.metadata
      tensors = file.entries.map {
        Entry(name: $0.name, type: $0.typeName, shape: $0.shape)
      }
    case .npz:
      metadata = [:]
      let file = try NPZFile(path: path)
      var entries: [Entry] = []
      for name in file.names {
        let description = try file.description(of: name)
        entries.append(
          description.map { Entry(name, $0) } ?? Entry(name: name, type: "not an array", shape: []))
      }
      tensors = entries
    case .npy:
      metadata = [:]
      tensors = [Entry("array", try NPY.description(path: path))]
    case .png:
      metadata = [:]
      let image = try PNGDescription(path: path)
      let shape = [image.height, image.width, image.channels]
      tensors = [Entry(name: "pixels", type: ElementType.uint8.rawValue, shape: shape)]
    }
  }
}

extension FileReport.Entry {
  fileprivate init(_ name: String, _ description: ArrayDescription) {
    self.init(name: name, type: description.typeName, shape: description.shape)
  }
}
