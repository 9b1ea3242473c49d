import Storage
import Tensors

extension Dataset {
  /// Opens a data set.
  ///
  /// A `.safetensors` file is mapped, so it may be larger than memory, and only the header and the
  /// factors are read. A file without our description, for example one that Python wrote, is a data set
  /// too: `samples` of shape `[samples, height, width]` or with channels after it, and `factors` of
  /// shape `[samples, factors]` or none.
  ///
  /// - Parameter path: A file that ends in `.safetensors` or `.npz`.
  /// - Returns: The data set; whether its samples are finite shows when they are used.
  /// - Throws: ``DatasetError`` when there is no such file, it is damaged, it holds no samples, or its
  ///   parts disagree.
  public static func open(path: String) throws(DatasetError) -> Dataset {
    switch try DatasetFormat(path: path) {
    case .safetensors: try openSafetensors(path)
    case .npz: try openNPZ(path)
    }
  }

  private static func openSafetensors(_ path: String) throws(DatasetError) -> Dataset {
    let file = try rethrowing { () throws(StorageError) in try SafetensorsFile(path: path) }
    guard file.entry(DatasetFormat.samples) != nil else {
      throw noSamples(path, names: file.entries.map(\.name))
    }
    let samples = try rethrowing { () throws(StorageError) in try storage(of: file) }
    let factors: Tensor? =
      if file.entry(DatasetFormat.factors) != nil {
        try rethrowing { () throws(StorageError) in try file.tensor(DatasetFormat.factors) }
      } else { nil }
    let text = file.metadata[DescriptionCoding.key]
    return try DatasetParts(path: path, samples: samples, factors: factors).assembled(text)
  }

  /// The samples where they lie, or a converted copy where they are not in single precision.
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
    let factors: Tensor? =
      if file.names.contains(DatasetFormat.factors) {
        try rethrowing { () throws(StorageError) in try file.tensor(DatasetFormat.factors) }
      } else { nil }
    return try DatasetParts(path: path, samples: .memory(samples), factors: factors).assembled(nil)
  }

  private static func noSamples(_ path: String, names: [String]) -> DatasetError {
    let shown = names.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
    return .notADataset(
      path: path, expected: "an array \"\(DatasetFormat.samples)\"",
      found: names.isEmpty ? "no arrays" : shown + (names.count > 6 ? ", …" : ""))
  }
}
