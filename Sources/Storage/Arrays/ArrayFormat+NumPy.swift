import Tensors

extension ArrayFormat {
  /// An array of NumPy, which stays in its file.
  static let npy = ArrayFormat("an npy file", recognise: { $0.format == .npy }) {
    file throws(StorageError) in
    try StoredArrays(npy: file)
  }

  /// An archive of NumPy.
  static let npz = ArrayFormat("an npz file", recognise: { $0.isArchiveOfArrays }) {
    file throws(StorageError) in
    try file.requirePlain("an npz archive")
    return try StoredArrays(npz: file.path)
  }
}

extension FileStart {
  /// The first member of an archive of arrays need not be one.
  fileprivate var isArchiveOfArrays: Bool {
    format == .npz || signature == .zip && ending == "npz"
  }
}

extension StoredArrays {
  /// The single array of a NumPy file.
  init(npy file: ArrayFile) throws(StorageError) {
    let content = try file.mapped()
    let path = file.path
    var reader = MappedReader(content)
    let description = ArrayDescription(try NPYHeader(&reader))
    self.init(
      path: path, entries: [Entry(name: "array", description)], isSingle: true,
      columns: { _ throws(StorageError) in
        var reader = MappedReader(content)
        return try NPYColumns.decode(&reader)
      },
      elements: { _ throws(StorageError) in try NPY.mapped(content) })
  }

  /// The arrays of a NumPy archive.
  init(npz path: String) throws(StorageError) {
    let file = try NPZFile(path: path)
    var entries: [Entry] = []
    for name in file.names {
      let description = try file.description(of: name)
      entries.append(
        description.map { Entry(name: name, $0) }
          ?? Entry(name: name, shape: [], elementType: nil, typeName: "not an array"))
    }
    self.init(
      path: path, entries: entries,
      columns: { entry throws(StorageError) in try file.columns(entry.name) },
      elements: { entry throws(StorageError) in try file.elements(entry.name) })
  }
}

extension StoredArrays.Entry {
  fileprivate init(name: String, _ description: ArrayDescription) {
    self.init(
      name: name, shape: description.shape, elementType: description.elementType,
      typeName: description.typeName, isTable: description.isTable,
      holdsTexts: description.holdsTexts)
  }
}

/// The bytes of a mapped file, front to back.
struct MappedReader: ByteReader {
  private let file: MappedFile
  private(set) var offset = 0

  init(_ file: MappedFile) { self.file = file }

  var path: String { file.path }
  var remainingCount: Int { file.count - offset }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) {
    let range = offset..<offset + buffer.count
    file.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
    offset = range.upperBound
  }

  func finish() {}
}
