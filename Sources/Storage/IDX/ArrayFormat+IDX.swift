import Platform

extension ArrayFormat {
  /// The files of MNIST and its likes; the labels are in a file beside that of the pictures.
  static let idx = ArrayFormat(
    "an IDX file",
    recognise: { $0.format == .idx }
  ) { file throws(StorageError) in try StoredArrays(idx: file) }
}

extension StoredArrays {
  private static let labels = "labels"

  /// The array of an IDX file, and that of the file of labels beside it.
  init(idx file: ArrayFile) throws(StorageError) {
    let content = try file.mapped()
    let header = try Self.header(of: content)
    let entry = Entry(name: "array", shape: header.shape, elementType: header.elementType)
    guard header.shape.count > 1, let count = header.shape.first,
      let beside = Self.labelsFile(beside: file.path), let labels = try? ArrayFile(path: beside),
      let labelsContent = try? labels.mapped(),
      let labelsHeader = try? Self.header(of: labelsContent), labelsHeader.shape == [count]
    else {
      self.init(path: file.path, entries: [entry], isSingle: true) { _ in
        Self.elements(header, of: content)
      }
      return
    }
    let name = beside.split(separator: "/").last.map(String.init) ?? beside
    self.init(
      path: file.path,
      entries: [
        entry,
        Entry(
          name: Self.labels, shape: labelsHeader.shape, elementType: labelsHeader.elementType),
      ], notes: ["the labels were read from \(name)"], isSingle: true
    ) { entry in
      entry.name == Self.labels
        ? Self.elements(labelsHeader, of: labelsContent) : Self.elements(header, of: content)
    }
  }

  private static func header(of content: MappedFile) throws(StorageError) -> IDXHeader {
    try content.withUnsafeBytes { bytes throws(StorageError) in
      try IDXHeader(bytes, path: content.path)
    }
  }

  private static func elements(_ header: IDXHeader, of content: MappedFile) -> StoredElements {
    StoredElements(
      shape: header.shape, type: header.elementType, isBigEndian: true,
      source: .mapped(content, start: header.byteCount))
  }

  /// The file of labels by the name of that of the pictures: `train-images-idx3-ubyte.gz` has
  /// `train-labels-idx1-ubyte` beside it, compressed or not.
  private static func labelsFile(beside path: String) -> String? {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (path[..<slash], path[slash...])
    guard name.contains("images") else { return nil }
    var other = String(name)
    other.replaceFirst("images", by: "labels")
    for axes in 2...4 { other.replaceFirst("idx\(axes)", by: "idx1") }
    let plain = other.hasSuffix(".gz") ? String(other.dropLast(3)) : other
    return [other, plain, plain + ".gz"].map { folder + $0 }.first {
      (try? FileKind(path: $0)) == .file
    }
  }
}

extension String {
  fileprivate mutating func replaceFirst(_ text: String, by other: String) {
    guard let range = firstRange(of: text) else { return }
    replaceSubrange(range, with: other)
  }
}
