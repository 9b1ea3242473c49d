/// Writes an array file of NumPy piece by piece.
final class NPYStream: ArrayStream {
  private let file: PendingFile
  private let byteCount: Int

  init(path: String, shape: [Int]) throws(StorageError) {
    let header = NPYHeader.bytes(shape: shape)
    byteCount = header.count + shape.reduce(MemoryLayout<Float>.size, *)
    file = try PendingFile(path: path)
    try file.append(header)
  }

  func append(_ floats: UnsafeBufferPointer<Float>, to name: String) throws(StorageError) {
    try file.append(UnsafeRawBufferPointer(floats))
  }

  func finish() throws(StorageError) {
    precondition(file.length == byteCount, "NPYStream: \(file.length) of \(byteCount) bytes")
    try file.commit()
  }
}
