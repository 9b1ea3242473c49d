/// Writes an archive of NumPy piece by piece, its entries stored: their sizes are known before, their checksums are put in
/// place at the end.
final class NPZStream: ArrayStream {
  private struct Region {
    let entry: String
    let start: Int
    var position: Int
    let end: Int
    let size: UInt32
    var checksum: UInt32
  }

  private let file: PendingFile
  private let kind: OutputKind
  private var names: [String] = []
  private var regions: [String: Region] = [:]

  init(
    path: String, arrays: [(name: String, shape: [Int])], kind: OutputKind
  ) throws(StorageError) {
    file = try PendingFile(path: path)
    self.kind = kind
    var position = 0
    for array in arrays {
      let entry = array.name + ".npy"
      let header = NPYHeader.bytes(shape: array.shape)
      let count = header.count + array.shape.reduce(MemoryLayout<Float>.size, *)
      let start = position + ZipRecord.localCount(entry)
      guard let size = UInt32(exactly: count), UInt32(exactly: start + count) != nil else {
        throw .unsupported(
          path: path, place: "zip entry \"\(entry)\"",
          feature: "an archive above 4 GiB, unlike .npy or .safetensors,")
      }
      try header.withUnsafeBufferPointer { header throws(StorageError) in
        try file.write(UnsafeRawBufferPointer(header), at: start)
      }
      names.append(array.name)
      regions[array.name] = Region(
        entry: entry, start: position, position: start + header.count, end: start + count,
        size: size, checksum: header.withUnsafeBytes(Deflate.checksum))
      position = start + count
    }
  }

  func append(_ floats: UnsafeBufferPointer<Float>, to name: String) throws(StorageError) {
    guard var region = regions[name] else {
      preconditionFailure("NPZStream: no array \"\(name)\"")
    }
    let bytes = UnsafeRawBufferPointer(floats)
    precondition(bytes.count <= region.end - region.position, "NPZStream: too many of \"\(name)\"")
    try file.write(bytes, at: region.position)
    region.position += bytes.count
    region.checksum = Deflate.checksum(bytes, following: region.checksum)
    regions[name] = region
  }

  func finish() throws(StorageError) {
    var (directory, end): ([UInt8], Int) = ([], 0)
    for name in names {
      guard let region = regions[name] else { continue }
      precondition(region.position == region.end, "NPZStream: \"\(name)\" is not complete")
      let record = ZipRecord(
        name: region.entry, method: .stored, checksum: region.checksum, storedSize: region.size,
        size: region.size)
      try record.local.withUnsafeBufferPointer { local throws(StorageError) in
        try file.write(UnsafeRawBufferPointer(local), at: region.start)
      }
      directory += record.central(at: UInt32(region.start))
      end = region.end
    }
    try file.append(
      directory
        + ZipRecord.end(
          count: names.count, directory: directory.count, at: UInt32(end), comment: kind.mark))
    try file.commit()
  }
}
