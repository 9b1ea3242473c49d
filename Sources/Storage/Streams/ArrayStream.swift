/// A file of single-precision arrays that is written piece by piece; it appears under its name when it is finished, and
/// nothing is left of one that is not.
package protocol ArrayStream: AnyObject {
  /// Adds the next elements of an array in row-major order.
  ///
  /// - Parameters:
  ///   - floats: Elements, at most as many as the shape has left.
  ///   - name: An array that was announced.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full.
  func append(_ floats: UnsafeBufferPointer<Float>, to name: String) throws(StorageError)

  /// Completes the file and puts it in its place; every array must be full.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full.
  func finish() throws(StorageError)
}

extension SafetensorsStream: ArrayStream {}

/// The formats that arrays are streamed to, by the end of the file's name.
package enum ArrayStreamFormat: String, Sendable, CaseIterable {
  case npy, npz, csv, safetensors, fits

  /// The format by the end of a name; `nil` for any other.
  package init?(path: String) {
    let name = path.lowercased()
    guard let found = Self.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) else {
      return nil
    }
    self = found
  }

  /// Whether a file holds one array only.
  package var holdsOneArray: Bool { self == .npy || self == .fits }

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist.
  ///   - arrays: Unique names and shapes in the order of the file; one if ``holdsOneArray``, of two axes each for `csv`.
  ///   - metadata: Free texts, where the format has them.
  ///   - kind: The kind recorded in the file, where the format can; it is a key of the metadata otherwise.
  /// - Returns: The file.
  /// - Throws: ``StorageError`` when the folder may not be written, or the arrays are too large for the format.
  package func start(
    _ path: String, arrays: [(name: String, shape: [Int])], metadata: [String: String],
    kind: OutputKind
  ) throws(StorageError) -> any ArrayStream {
    switch self {
    case .safetensors: try SafetensorsStream(path: path, metadata: metadata, tensors: arrays)
    case .npy: try NPYStream(path: path, shape: arrays[0].shape)
    case .npz: try NPZStream(path: path, arrays: arrays, kind: kind)
    case .csv: try CSVStream(path: path, arrays: arrays)
    case .fits: try FITSStream(path: path, shape: arrays[0].shape)
    }
  }
}
