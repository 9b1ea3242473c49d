/// Writes a safetensors file of single-precision tensors piece by piece, so that none of them has to fit into memory.
///
/// The file appears under its name when ``finish()`` succeeds; until then, and after any failure,
/// an existing file stays unchanged, and the unfinished file is removed with the stream.
package final class SafetensorsStream {
  private struct Region {
    var position: Int
    let end: Int
  }

  private let file: PendingFile
  private var regions: [String: Region]

  /// Starts a file; the shapes are final, the elements follow in any order of tensors.
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist.
  ///   - metadata: Free texts for `__metadata__`.
  ///   - tensors: Unique names and shapes in the order of the file.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the folder may not be written.
  package init(
    path: String, metadata: [String: String], tensors: [(name: String, shape: [Int])]
  ) throws(StorageError) {
    let layout = SafetensorsLayout(metadata: metadata, tensors: tensors)
    file = try PendingFile(path: path)
    regions = Dictionary(
      uniqueKeysWithValues: zip(tensors, layout.byteRanges).map { tensor, range in
        (tensor.name, Region(position: range.lowerBound, end: range.upperBound))
      })
    try file.append(layout.header)
  }

  /// Adds the next elements of a tensor in row-major order.
  ///
  /// - Parameters:
  ///   - floats: Elements, at most as many as the shape has left.
  ///   - name: A tensor that was announced.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full.
  package func append(
    _ floats: UnsafeBufferPointer<Float>, to name: String
  ) throws(StorageError) {
    guard var region = regions[name] else {
      preconditionFailure("SafetensorsStream: no tensor \"\(name)\"")
    }
    let bytes = UnsafeRawBufferPointer(floats)
    precondition(
      bytes.count <= region.end - region.position,
      "SafetensorsStream: \(floats.count) elements are too many for \"\(name)\"")
    try file.write(bytes, at: region.position)
    region.position += bytes.count
    regions[name] = region
  }

  /// Completes the file and puts it in its place; every tensor must be full.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full.
  package func finish() throws(StorageError) {
    try completed().commit()
  }

  /// The file, not yet in its place; every tensor must be full.
  func completed() -> PendingFile {
    for (name, region) in regions {
      precondition(
        region.position == region.end,
        "SafetensorsStream: \(region.end - region.position) bytes of \"\(name)\" are missing")
    }
    return file
  }
}
