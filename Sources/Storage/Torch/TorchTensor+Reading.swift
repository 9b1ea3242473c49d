package import Tensors

extension TorchFile {
  /// Reads a tensor, converted to single precision.
  ///
  /// - Parameters:
  ///   - tensor: A tensor of this file.
  ///   - name: Its name, for errors.
  /// - Returns: A copy of the elements, row-major; wider types are rounded to nearest.
  /// - Throws: ``StorageError`` for a type that is not read, and where there is no memory for the copy.
  package func read(_ tensor: TorchTensor, name: String) throws(StorageError) -> Tensor {
    let place = "tensor \"\(name)\""
    guard let type = tensor.elementType else {
      throw .unsupported(path: path, place: place, feature: "element type \(tensor.typeName)")
    }
    guard MachineMemory.hasRoom(forFloats: tensor.count) else {
      throw .malformed(
        path: path, place: place, expected: "an array that fits into memory",
        found: "\(tensor.count) elements")
    }
    guard tensor.count > 0 else { return Tensor(shape: tensor.shape, elements: []) }
    switch tensor.storage.source {
    case .file(let range):
      if tensor.isContiguous { return contiguous(tensor, type, in: range) }
      defer { contents.release(range) }
      return contents.withUnsafeBytes { tensor.gathered(type, in: .init(rebasing: $0[range])) }
    case .memory(let bytes): return bytes.withUnsafeBytes { tensor.gathered(type, in: $0) }
    case .compressed:
      throw .unsupported(path: path, place: place, feature: "a compressed storage")
    }
  }

  /// Converts elements that follow each other piece by piece, so that file and copy are not in memory as a whole both.
  private func contiguous(
    _ tensor: TorchTensor, _ type: ElementType, in range: Range<Int>
  ) -> Tensor {
    let size = type.byteCount
    let start = range.lowerBound + tensor.offset * size
    let isBigEndian = tensor.isBigEndian
    return Tensor(shape: tensor.shape) { floats in
      for first in stride(from: 0, to: floats.count, by: Self.pieceElementCount) {
        let part = first..<min(first + Self.pieceElementCount, floats.count)
        let bytes = start + part.lowerBound * size..<start + part.upperBound * size
        contents.withUnsafeBytes {
          type.convert(
            .init(rebasing: $0[bytes]), isBigEndian: isBigEndian,
            into: .init(rebasing: floats[part]))
        }
        contents.release(bytes)
      }
    }
  }

  private static let pieceElementCount = 1 << 20
}

extension TorchTensor {
  /// The elements of a view that is not empty, brought into their order before they are converted.
  fileprivate func gathered(_ type: ElementType, in bytes: UnsafeRawBufferPointer) -> Tensor {
    switch type.byteCount {
    case 1: gathered(type, UInt8.self, from: bytes)
    case 2: gathered(type, UInt16.self, from: bytes)
    case 4: gathered(type, UInt32.self, from: bytes)
    default: gathered(type, UInt64.self, from: bytes)
    }
  }

  private func gathered<Word: FixedWidthInteger & BitwiseCopyable>(
    _ type: ElementType, _ word: Word.Type, from bytes: UnsafeRawBufferPointer
  ) -> Tensor {
    let size = MemoryLayout<Word>.size
    var words: [Word] = []
    words.reserveCapacity(count)
    let (rowLength, step) = (shape.last ?? 1, strides.last ?? 0)
    for row in 0..<count / rowLength {
      var place = start(ofRow: row)
      for _ in 0..<rowLength {
        words.append(bytes.loadUnaligned(fromByteOffset: place * size, as: word))
        place += step
      }
    }
    return words.withUnsafeBytes { words in
      Tensor(shape: shape) { type.convert(words, isBigEndian: isBigEndian, into: $0) }
    }
  }

  /// Where a row, counted over all axes except the last, begins in the storage.
  private func start(ofRow row: Int) -> Int {
    var (rest, place) = (row, offset)
    for (extent, stride) in zip(shape, strides).dropLast().reversed() {
      place += rest % extent * stride
      rest /= extent
    }
    return place
  }
}
