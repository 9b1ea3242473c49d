import Storage
import Tensors

extension Dataset {
  /// Opens a data set.
  ///
  /// A `.safetensors` file is mapped, so it may be larger than memory. Up to ``checkedByteCount`` all samples are read
  /// once, which finds the first that is not finite; those of a larger file are checked when they are used. A file
  /// without this program's description, for example one written by Python, is a data set too: `samples` of shape
  /// `[samples, height, width]` or with channels after it, and `factors` of shape `[samples, factors]` or none. Of a
  /// text table every row is a sample of shape `[1, features, 1]`; its labels are factors.
  ///
  /// - Parameters:
  ///   - path: A safetensors or npz file or a table, recognised by its content.
  ///   - checksSamples: Whether the samples are looked at; training leaves it out, since measuring them for the pixel
  ///     map checks them too.
  /// - Returns: The data set.
  /// - Throws: ``DatasetError`` when there is no such file, it is damaged, it contains no samples, an element is
  ///   not finite, or its parts are inconsistent.
  package static func open(
    path: String, checksSamples: Bool = true
  ) throws(DatasetError) -> Dataset {
    let dataset =
      switch try DatasetFormat(reading: path) {
      case .safetensors: try openSafetensors(path)
      case .npz: try openNPZ(path)
      case .table: try openTable(path)
      }
    let bytes = dataset.count * dataset.elementCount * MemoryLayout<Float>.size
    if checksSamples, bytes <= checkedByteCount {
      // For a few megabytes starting threads would take longer than reading.
      try dataset.check(team: WorkerTeam(count: bytes > 32 << 20 ? nil : 1))
    }
    return dataset
  }

  /// The largest data that are checked when they are opened, in bytes: a second of reading from the page
  /// cache, or a few seconds from disk.
  package static let checkedByteCount = 4 << 30

  private static func openSafetensors(_ path: String) throws(DatasetError) -> Dataset {
    let file = try rethrowing { () throws(StorageError) in try SafetensorsFile(path: path) }
    guard file.entry(DatasetFormat.samples) != nil else {
      throw noSamples(path, names: file.entries.map(\.name))
    }
    let samples = try rethrowing { () throws(StorageError) in try storage(of: file) }
    let entry = file.entry(DatasetFormat.factors)
    let factors: Tensor? =
      if entry?.elementType != nil {
        try rethrowing { () throws(StorageError) in try file.tensor(DatasetFormat.factors) }
      } else { nil }
    let text = file.metadata[DescriptionCoding.key]
    return try DatasetParts(path: path, samples: samples, factors: factors)
      .assembled(text, notes: note(onFactorsOf: entry?.typeName, areRead: factors != nil))
  }

  /// The mapped samples, or a converted copy where they are not in single precision.
  private static func storage(of file: SafetensorsFile) throws(StorageError) -> SampleStorage {
    let isSingle = file.entry(DatasetFormat.samples)?.elementType == .float32
    return isSingle
      ? .mapped(try file.floats(DatasetFormat.samples))
      : .memory(try file.tensor(DatasetFormat.samples))
  }

  private static func openNPZ(_ path: String) throws(DatasetError) -> Dataset {
    let file = try rethrowing { () throws(StorageError) in try NPZFile(path: path) }
    guard file.names.contains(DatasetFormat.samples) else {
      throw noSamples(path, names: file.names)
    }
    let samples = try rethrowing { () throws(StorageError) in
      try file.tensor(DatasetFormat.samples)
    }
    let description =
      file.names.contains(DatasetFormat.factors)
      ? try rethrowing { () throws(StorageError) in
        try file.description(of: DatasetFormat.factors)
      } : nil
    let factors: Tensor? =
      if description?.elementType != nil {
        try rethrowing { () throws(StorageError) in try file.tensor(DatasetFormat.factors) }
      } else { nil }
    return try DatasetParts(path: path, samples: .memory(samples), factors: factors)
      .assembled(nil, notes: note(onFactorsOf: description?.typeName, areRead: factors != nil))
  }

  /// The note on factors that are not numbers.
  private static func note(onFactorsOf type: String?, areRead: Bool) -> [String] {
    guard let type, !areRead else { return [] }
    return ["the array \"\(DatasetFormat.factors)\" has the type \(type) and was left out"]
  }

  private static func noSamples(_ path: String, names: [String]) -> DatasetError {
    let shown = names.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
    return .notADataset(
      path: path, expected: "an array \"\(DatasetFormat.samples)\"",
      found: names.isEmpty ? "no arrays" : shown + (names.count > 6 ? ", …" : ""))
  }
}
