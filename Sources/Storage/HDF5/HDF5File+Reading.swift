import CLibraries
package import Tensors

extension HDF5File {
  /// Reads a dataset of numbers, converted to single precision.
  ///
  /// - Parameters:
  ///   - name: The path of a dataset.
  ///   - rows: Those of the first axis; `nil` for all.
  /// - Returns: The elements, row-major; without the other rows the memory is that of `rows` alone.
  /// - Throws: ``StorageError`` when there is none, it holds no numbers, cannot be read, or does not fit into memory.
  package func tensor(_ name: String, rows: Range<Int>? = nil) throws(StorageError) -> Tensor {
    Tensor(try numbers(name, rows: rows, latentty_hdf5_as_float, zero: Float(0)))
  }

  /// Reads a dataset of numbers in double precision, as ``tensor(_:rows:)`` does in single.
  package func doubles(
    _ name: String, rows: Range<Int>? = nil
  ) throws(StorageError) -> StoredArray<Double> {
    try numbers(name, rows: rows, latentty_hdf5_as_double, zero: Double(0))
  }

  /// Reads a dataset of numbers as integers, fractions cut, as ``tensor(_:rows:)`` does in single precision.
  package func integers(
    _ name: String, rows: Range<Int>? = nil
  ) throws(StorageError) -> StoredArray<Int64> {
    try numbers(name, rows: rows, latentty_hdf5_as_int64, zero: Int64(0))
  }

  /// Reads a dataset of texts.
  ///
  /// - Parameter name: The path of a dataset.
  /// - Returns: The texts, row-major.
  /// - Throws: ``StorageError`` when there is none, it holds no texts, cannot be read, or does not fit into memory.
  package func texts(_ name: String) throws(StorageError) -> [String] {
    let dataset = try dataset(name)
    guard dataset.type.holdsTexts else {
      throw unsupported(dataset, "the type \(dataset.type.name)")
    }
    let count = dataset.shape.reduce(1, *)
    let entryLimit = Int.max / max(1, dataset.type.byteCount + Self.textOverhead)
    guard count <= entryLimit else { throw tooLarge(dataset, "\(count) texts") }
    return try HDF5Library.use(for: path) { () throws(StorageError) in
      let handle = try open(dataset)
      defer { latentty_hdf5_release(handle) }
      try check(storageOf: handle, dataset)
      var array = latentty_hdf5_array()
      guard latentty_hdf5_describe(handle, &array) else { throw unreadable(dataset) }
      let isVariable = array.kind == latentty_hdf5_variable_text
      let heap = isVariable ? Int(latentty_hdf5_text_size(handle)) : 0
      let needed = count * (dataset.type.byteCount + Self.textOverhead)
      guard heap >= 0 else { throw unreadable(dataset) }
      guard heap <= Int.max / 2 - needed / 2, MachineMemory.hasRoom(forBytes: 2 * heap + needed)
      else { throw tooLarge(dataset, "\(count) texts") }
      guard let texts = HDF5Texts.read(handle, array, count: count) else {
        throw unreadable(dataset)
      }
      return texts
    }
  }

  /// Bytes of a `String` and of the pointer to it.
  private static let textOverhead = 32

  private func numbers<Element: BitwiseCopyable & Sendable>(
    _ name: String, rows: Range<Int>?, _ target: latentty_hdf5_target, zero: Element
  ) throws(StorageError) -> StoredArray<Element> {
    let dataset = try dataset(name)
    guard dataset.type.holdsNumbers else {
      throw unsupported(dataset, "the type \(dataset.type.name)")
    }
    let block = HDF5Block(of: dataset, rows: rows)
    let size = MemoryLayout<Element>.size
    guard block.count <= Int.max / size, MachineMemory.hasRoom(forBytes: block.count * size) else {
      throw tooLarge(dataset, "\(block.count) elements")
    }
    guard block.count > 0 else { return StoredArray(shape: block.shape, elements: []) }
    var elements = [Element](repeating: zero, count: block.count)
    try HDF5Library.use(for: path) { () throws(StorageError) in
      let handle = try open(dataset)
      defer { latentty_hdf5_release(handle) }
      try check(storageOf: handle, dataset)
      guard
        latentty_hdf5_read(
          handle, target, Int32(block.extents.count), block.starts, block.extents, &elements)
      else { throw unreadable(dataset) }
    }
    return StoredArray(shape: block.shape, elements: elements)
  }

  private func open(_ dataset: HDF5Dataset) throws(StorageError) -> latentty_hdf5_handle {
    let opened = latentty_hdf5_open_object(handle, dataset.path)
    guard opened >= 0 else { throw unreadable(dataset) }
    return opened
  }

  /// Refuses what cannot be expanded, before memory is allocated for a chunk.
  private func check(
    storageOf opened: latentty_hdf5_handle, _ dataset: HDF5Dataset
  ) throws(StorageError) {
    var storage = latentty_hdf5_storage()
    guard latentty_hdf5_examine_storage(opened, &storage) else { throw unreadable(dataset) }
    if let filter = HDF5Filter.missing(in: storage) {
      throw unsupported(dataset, "compression by \(filter), which the HDF5 library lacks,")
    }
    guard let chunk = Int(exactly: storage.chunk_size), chunk <= Int.max / 2,
      MachineMemory.hasRoom(forBytes: 2 * chunk)
    else { throw tooLarge(dataset, "chunks of \(storage.chunk_size) bytes") }
  }

  private func tooLarge(_ dataset: HDF5Dataset, _ found: String) -> StorageError {
    .malformed(
      path: path, place: dataset.path, expected: "an array that fits into memory", found: found)
  }

  private func unreadable(_ dataset: HDF5Dataset) -> StorageError {
    .malformed(
      path: path, place: dataset.path, expected: "its elements",
      found: HDF5Failure.reason ?? "damaged ones")
  }

  private func unsupported(_ dataset: HDF5Dataset, _ feature: String) -> StorageError {
    .unsupported(path: path, place: dataset.path, feature: feature)
  }
}

/// The part of a dataset that is read.
private struct HDF5Block {
  let shape: [Int]
  let starts: [UInt64]
  let extents: [UInt64]
  let count: Int

  init(of dataset: HDF5Dataset, rows: Range<Int>?) {
    var (shape, starts) = (dataset.shape, dataset.shape.map { _ in UInt64(0) })
    if let rows {
      precondition(
        !shape.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= shape[0],
        "HDF5Block: rows \(rows) of \(dataset.shape)")
      (shape[0], starts[0]) = (rows.count, UInt64(rows.lowerBound))
    }
    (self.shape, self.starts, extents) = (shape, starts, shape.map { UInt64($0) })
    count = shape.reduce(1, *)
  }
}

/// The filters of chunks by their registered numbers.
enum HDF5Filter {
  private static let names: [Int32: String] = [
    1: "deflate", 4: "szip", 307: "bzip2", 32000: "LZF", 32001: "Blosc", 32004: "LZ4",
    32008: "bitshuffle", 32013: "ZFP", 32015: "Zstandard", 32017: "SZ", 32026: "Blosc2",
  ]

  /// The first filter that the library cannot undo; `nil` where it can undo all of them.
  static func missing(in storage: latentty_hdf5_storage) -> String? {
    let numbers = withUnsafeBytes(of: storage.filters) { Array($0.bindMemory(to: Int32.self)) }
    let available = withUnsafeBytes(of: storage.is_available) { Array($0) }
    let place = (0..<Int(storage.filter_count)).first { available[$0] == 0 }
    return place.map { names[numbers[$0]] ?? "filter \(numbers[$0])" }
  }
}
