extension ElementType {
  /// Converts stored elements to `Float`, rounding to nearest where they do not fit.
  ///
  /// - Parameters:
  ///   - bytes: The elements, `byteCount` bytes each, at any alignment.
  ///   - isBigEndian: Whether the most significant byte comes first.
  ///   - floats: Receives as many elements.
  func convert(
    _ bytes: UnsafeRawBufferPointer, isBigEndian: Bool = false,
    into floats: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(
      bytes.count == floats.count * byteCount,
      "ElementType: \(bytes.count) bytes for \(floats.count) elements of \(byteCount)")
    let source = Source(bytes: bytes, isBigEndian: isBigEndian)
    switch self {
    case .float64: source.fill(floats, UInt64.self) { Float(Double(bitPattern: $0)) }
    case .float32: source.fill(floats, UInt32.self) { Float(bitPattern: $0) }
    case .float16: source.fill(floats, UInt16.self) { Float(Float16(bitPattern: $0)) }
    case .brainFloat16: source.fill(floats, UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
    case .int64: source.fill(floats, UInt64.self) { Float(Int64(bitPattern: $0)) }
    case .int32: source.fill(floats, UInt32.self) { Float(Int32(bitPattern: $0)) }
    case .int16: source.fill(floats, UInt16.self) { Float(Int16(bitPattern: $0)) }
    case .int8: source.fill(floats, UInt8.self) { Float(Int8(bitPattern: $0)) }
    case .uint64: source.fill(floats, UInt64.self) { Float($0) }
    case .uint32: source.fill(floats, UInt32.self) { Float($0) }
    case .uint16: source.fill(floats, UInt16.self) { Float($0) }
    case .uint8: source.fill(floats, UInt8.self) { Float($0) }
    case .bool: source.fill(floats, UInt8.self) { $0 == 0 ? 0 : 1 }
    }
  }
}

private struct Source {
  let bytes: UnsafeRawBufferPointer
  let isBigEndian: Bool

  @inline(__always)
  func fill<Word: FixedWidthInteger & BitwiseCopyable>(
    _ floats: UnsafeMutableBufferPointer<Float>, _ word: Word.Type, _ value: (Word) -> Float
  ) {
    let size = MemoryLayout<Word>.size
    if isBigEndian {
      for index in floats.indices {
        let word = bytes.loadUnaligned(fromByteOffset: index &* size, as: Word.self)
        floats[index] = value(Word(bigEndian: word))
      }
    } else {
      for index in floats.indices {
        let word = bytes.loadUnaligned(fromByteOffset: index &* size, as: Word.self)
        floats[index] = value(Word(littleEndian: word))
      }
    }
  }
}
