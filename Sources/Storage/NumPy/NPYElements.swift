import Tensors

/// Reads the elements of an array piece by piece into a single copy.
struct NPYElements<Element: ElementTarget> {
  private let header: NPYHeader
  private let type: ElementType
  private let isBigEndian: Bool
  private let count: Int

  private let pieceByteCount = 1 << 16

  init(_ header: NPYHeader, of type: ElementType, isBigEndian: Bool, count: Int) {
    (self.header, self.type, self.isBigEndian, self.count) = (header, type, isBigEndian, count)
  }

  /// All elements, row-major.
  ///
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when there is no memory for them, and what the
  ///   reader throws.
  func read(_ reader: inout some ByteReader) throws(StorageError) -> [Element] {
    let floats = MemoryLayout<Element>.size / MemoryLayout<Float>.size
    guard count <= Int.max / floats, MachineMemory.hasRoom(forFloats: count * floats) else {
      throw .malformed(
        path: reader.path, place: "npy data", expected: "an array that fits into memory",
        found: "\(count) elements")
    }
    var elements = [Element](repeating: 0, count: count)
    try elements.withUnsafeMutableBufferPointer { elements throws(StorageError) in
      if header.isColumnMajor, header.shape.count > 1 {
        try scatter(&reader, into: elements)
      } else {
        try forEachPiece(&reader) { bytes, first in
          convert(bytes, into: slice(elements, first, bytes.count))
        }
      }
    }
    return elements
  }

  /// Puts each element of a column-major array in its row-major position.
  private func scatter(
    _ reader: inout some ByteReader, into elements: UnsafeMutableBufferPointer<Element>
  ) throws(StorageError) {
    var place = ColumnMajorPlace(header.shape)
    var piece = [Element](repeating: 0, count: pieceByteCount)
    try forEachPiece(&reader) { bytes, _ in
      piece.withUnsafeMutableBufferPointer { piece in
        let floats = slice(piece, 0, bytes.count)
        convert(bytes, into: floats)
        for value in floats {
          elements[place.offset] = value
          place.advance()
        }
      }
    }
  }

  /// Calls `body` with the stored bytes of whole elements, and the number of the first.
  private func forEachPiece(
    _ reader: inout some ByteReader, _ body: (UnsafeRawBufferPointer, Int) -> Void
  ) throws(StorageError) {
    let size = type.byteCount
    var bytes = [UInt8](repeating: 0, count: min(pieceByteCount, count * size))
    var first = 0
    while first < count {
      let byteCount = min(bytes.count, (count - first) * size)
      try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
        let piece = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: bytes[..<byteCount]))
        try reader.read(into: piece)
        body(UnsafeRawBufferPointer(piece), first)
      }
      first += byteCount / size
    }
  }

  private func slice(
    _ elements: UnsafeMutableBufferPointer<Element>, _ first: Int, _ byteCount: Int
  ) -> UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(
      rebasing: elements[first..<first + byteCount / type.byteCount])
  }

  private func convert(
    _ bytes: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Element>
  ) {
    type.convert(bytes, isBigEndian: isBigEndian, into: floats)
  }
}

/// The row-major positions of the elements of a column-major array, whose first axis varies fastest.
private struct ColumnMajorPlace {
  private(set) var offset = 0
  private let shape: [Int]
  private let strides: [Int]
  private var position: [Int]

  init(_ shape: [Int]) {
    self.shape = shape
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    self.strides = strides
    position = [Int](repeating: 0, count: shape.count)
  }

  mutating func advance() {
    var axis = 0
    position[0] += 1
    offset += strides[0]
    while axis < shape.count - 1, position[axis] == shape[axis] {
      offset -= strides[axis] * shape[axis]
      position[axis] = 0
      axis += 1
      position[axis] += 1
      offset += strides[axis]
    }
  }
}
