package import Tensors

/// The elements of an array as a file stores them, converted when they are read: mapped, or in memory in their own type.
///
/// Axes can be reordered without touching an element. A value that is cheap to copy.
package struct StoredElements: Sendable {
  /// Where the bytes are.
  enum Source: Sendable {
    case mapped(MappedFile, start: Int)
    case bytes([UInt8])
    case floats([Float])
    case doubles([Double])
  }

  /// The extent of every axis.
  package let shape: [Int]
  /// The type of the stored elements.
  package let elementType: ElementType
  /// What every element is multiplied with when it is read.
  private var factor: Float?
  /// The distance of neighbours along every axis, in elements.
  private let strides: [Int]
  private let isBigEndian: Bool
  private let source: Source

  /// Creates elements whose bytes are known to be complete.
  init(
    shape: [Int], type: ElementType, isBigEndian: Bool = false, isColumnMajor: Bool = false,
    source: Source
  ) {
    self.shape = shape
    elementType = type
    self.isBigEndian = isBigEndian
    self.source = source
    strides =
      isColumnMajor
      ? Self.rowMajorStrides(shape.reversed()).reversed() : Self.rowMajorStrides(shape)
  }

  /// Elements of a tensor.
  package init(_ tensor: Tensor) {
    self.init(shape: tensor.shape, type: .float32, source: .floats(tensor.elements))
  }

  private init(_ other: StoredElements, shape: [Int], strides: [Int]) {
    (self.shape, self.strides) = (shape, strides)
    (elementType, isBigEndian) = (other.elementType, other.isBigEndian)
    (source, factor) = (other.source, other.factor)
  }

  private static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * max(1, shape[axis + 1])
    }
    return strides
  }

  /// The number of elements.
  package var count: Int { shape.reduce(1, *) }
  /// The extent of the first axis; 1 for a scalar.
  package var rowCount: Int { shape.first ?? 1 }
  /// The number of elements in one entry of the first axis.
  package var rowStride: Int { shape.dropFirst().reduce(1, *) }

  /// The same elements with other axes.
  ///
  /// - Parameter axes: For every new axis the old one, each once, or `nil` for a new axis of extent 1.
  /// - Returns: A view of the same bytes.
  package func arranged(_ axes: [Int?]) -> StoredElements {
    precondition(
      axes.compactMap(\.self).sorted() == Array(shape.indices),
      "StoredElements: axes \(axes) of \(shape)")
    return StoredElements(
      self, shape: axes.map { $0.map { shape[$0] } ?? 1 },
      strides: axes.map { $0.map { strides[$0] } ?? 0 })
  }

  /// The same elements with every one multiplied when it is read.
  package func scaled(by factor: Float) -> StoredElements {
    var scaled = self
    scaled.factor = factor
    return scaled
  }

  /// Calls `body` with the elements of an entry of the first axis, row-major; without a copy where they are stored so.
  ///
  /// - Parameters:
  ///   - index: The entry.
  ///   - body: Receives the elements; must not let the pointer escape.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  package func withUnsafeRow<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBytes { bytes throws(Failure) in
      if let row = plainRow(index, of: bytes) { return try body(row) }
      // A buffer of the heap, since a row may be a picture of any size.
      let row = UnsafeMutableBufferPointer<Float>.allocate(capacity: rowStride)
      defer { row.deallocate() }
      convert(row: index, of: bytes, into: row)
      return try body(UnsafeBufferPointer(row))
    }
  }

  /// Copies the elements of an entry of the first axis, row-major.
  ///
  /// - Parameters:
  ///   - index: The entry.
  ///   - destination: Room for ``rowStride`` elements.
  package func copyRow(_ index: Int, into destination: UnsafeMutableBufferPointer<Float>) {
    withUnsafeBytes { bytes in
      if let row = plainRow(index, of: bytes) {
        _ = destination.update(fromContentsOf: row)
      } else {
        convert(row: index, of: bytes, into: destination)
      }
    }
  }

  /// All elements in single precision, row-major; wider types are rounded to nearest.
  ///
  /// - Parameters:
  ///   - path: The file that an error names.
  ///   - name: The array that an error names.
  /// - Returns: The elements, which are not copied where they are in memory like this.
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when there is no memory for them.
  package func floats(path: String, name: String) throws(StorageError) -> [Float] {
    if case .floats(let floats) = source, isRowMajor, factor == nil { return floats }
    return try converted(path: path, name: name)
  }

  /// All elements in double precision, as ``floats(path:name:)`` gives them in single.
  package func doubles(path: String, name: String) throws(StorageError) -> [Double] {
    if case .doubles(let doubles) = source, isRowMajor, factor == nil { return doubles }
    return try converted(path: path, name: name)
  }

  /// The same elements in at most as many bytes as in single precision, where they are in memory.
  package func compacted(path: String, name: String) throws(StorageError) -> StoredElements {
    if case .mapped = source { return self }
    guard elementType.byteCount > MemoryLayout<Float>.size else { return self }
    let floats = try floats(path: path, name: name)
    return StoredElements(shape: shape, type: .float32, source: .floats(floats))
  }

  private func converted<Target: ElementTarget>(
    path: String, name: String
  ) throws(StorageError) -> [Target] {
    let size = MemoryLayout<Target>.size
    guard count <= Int.max / size, MachineMemory.hasRoom(forBytes: count * size) else {
      throw .malformed(
        path: path, place: "array \"\(name)\"", expected: "an array that fits into memory",
        found: "\(count) elements")
    }
    var elements = [Target](repeating: 0, count: count)
    elements.withUnsafeMutableBufferPointer { elements in
      withUnsafeBytes { bytes in
        if isRowMajor {
          elementType.convert(
            UnsafeRawBufferPointer(rebasing: bytes[..<(count * elementType.byteCount)]),
            isBigEndian: isBigEndian, into: elements)
        } else {
          gather(bytes, axis: 0, from: 0, into: elements)
        }
      }
      if let factor { for place in elements.indices { elements[place] *= Target(factor) } }
    }
    return elements
  }
}

extension StoredElements {
  private var isRowMajor: Bool { Self.isRowMajor(shape[...], strides[...]) }

  private static func isRowMajor(_ shape: ArraySlice<Int>, _ strides: ArraySlice<Int>) -> Bool {
    var expected = 1
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      guard strides[axis] == expected else { return false }
      expected *= shape[axis]
    }
    return true
  }

  private func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch source {
    case .mapped(let file, let start):
      try file.withUnsafeBytes { bytes throws(Failure) in
        try body(UnsafeRawBufferPointer(rebasing: bytes[start...]))
      }
    case .bytes(let bytes): try Self.withBytes(of: bytes, body)
    case .floats(let floats): try Self.withBytes(of: floats, body)
    case .doubles(let doubles): try Self.withBytes(of: doubles, body)
    }
  }

  private static func withBytes<Element, Result, Failure: Error>(
    of elements: [Element], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeBufferPointer { elements throws(Failure) in
      try body(UnsafeRawBufferPointer(elements))
    }
  }

  /// A row where it lies, if its bytes are what is asked for.
  private func plainRow(
    _ index: Int, of bytes: UnsafeRawBufferPointer
  ) -> UnsafeBufferPointer<Float>? {
    guard elementType == .float32, !isBigEndian, factor == nil,
      Self.isRowMajor(shape.dropFirst(), strides.dropFirst())
    else { return nil }
    let start = index * (strides.first ?? 0) * MemoryLayout<Float>.size
    let row = UnsafeRawBufferPointer(
      rebasing: bytes[start..<start + rowStride * MemoryLayout<Float>.size])
    guard UInt(bitPattern: row.baseAddress).isMultiple(of: UInt(MemoryLayout<Float>.alignment))
    else { return nil }
    return row.assumingMemoryBound(to: Float.self)
  }

  private func convert(
    row index: Int, of bytes: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(
      index >= 0 && index < rowCount && floats.count == rowStride,
      "StoredElements: row \(index) of \(shape) into \(floats.count)")
    let start = index * (strides.first ?? 0)
    if Self.isRowMajor(shape.dropFirst(), strides.dropFirst()) {
      let size = elementType.byteCount
      elementType.convert(
        UnsafeRawBufferPointer(rebasing: bytes[start * size..<(start + rowStride) * size]),
        isBigEndian: isBigEndian, into: floats)
    } else {
      gather(bytes, axis: 1, from: start, into: floats)
    }
    if let factor { for place in floats.indices { floats[place] *= factor } }
  }

  /// Collects elements along the axes from one on, row-major.
  private func gather<Target: ElementTarget>(
    _ bytes: UnsafeRawBufferPointer, axis: Int, from start: Int,
    into target: UnsafeMutableBufferPointer<Target>
  ) {
    guard !target.isEmpty else { return }
    guard axis < shape.count - 1 else {
      let size = elementType.byteCount
      let stride = strides.last ?? 1
      elementType.convert(
        UnsafeRawBufferPointer(rebasing: bytes[(start * size)...]), stride: max(stride, 1),
        isBigEndian: isBigEndian, into: target)
      return
    }
    let part = target.count / shape[axis]
    for place in 0..<shape[axis] {
      gather(
        bytes, axis: axis + 1, from: start + place * strides[axis],
        into: UnsafeMutableBufferPointer(rebasing: target[place * part..<(place + 1) * part]))
    }
  }
}
