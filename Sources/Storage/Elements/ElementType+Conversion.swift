/// The type that stored elements are converted to: single or double precision.
protocol ElementTarget: BinaryFloatingPoint & BitwiseCopyable & Sendable {
  init(_ value: Double)
  init(_ value: Float)
  init(_ value: Float16)
  init(_ value: Int64)
  init(_ value: Int32)
  init(_ value: Int16)
  init(_ value: Int8)
  init(_ value: UInt64)
  init(_ value: UInt32)
  init(_ value: UInt16)
  init(_ value: UInt8)
}

extension Float: ElementTarget {}
extension Double: ElementTarget {}

extension ElementType {
  /// Converts stored elements, rounding to nearest where they do not fit.
  ///
  /// - Parameters:
  ///   - bytes: The elements, `byteCount` bytes each, at any alignment.
  ///   - isBigEndian: Whether the most significant byte comes first.
  ///   - floats: Receives as many elements.
  func convert<Target: ElementTarget>(
    _ bytes: UnsafeRawBufferPointer, isBigEndian: Bool = false,
    into floats: UnsafeMutableBufferPointer<Target>
  ) {
    precondition(
      bytes.count == floats.count * byteCount,
      "ElementType: \(bytes.count) bytes for \(floats.count) elements of \(byteCount)")
    let source = Source(bytes: bytes, isBigEndian: isBigEndian)
    switch self {
    case .float64: source.fill(floats, UInt64.self) { Target(Double(bitPattern: $0)) }
    case .float32: source.fill(floats, UInt32.self) { Target(Float(bitPattern: $0)) }
    case .float16: source.fill(floats, UInt16.self) { Target(Float16(bitPattern: $0)) }
    case .brainFloat16:
      source.fill(floats, UInt16.self) { Target(Float(bitPattern: UInt32($0) << 16)) }
    case .int64: source.fill(floats, UInt64.self) { Target(Int64(bitPattern: $0)) }
    case .int32: source.fill(floats, UInt32.self) { Target(Int32(bitPattern: $0)) }
    case .int16: source.fill(floats, UInt16.self) { Target(Int16(bitPattern: $0)) }
    case .int8: source.fill(floats, UInt8.self) { Target(Int8(bitPattern: $0)) }
    case .uint64: source.fill(floats, UInt64.self) { Target($0) }
    case .uint32: source.fill(floats, UInt32.self) { Target($0) }
    case .uint16: source.fill(floats, UInt16.self) { Target($0) }
    case .uint8: source.fill(floats, UInt8.self) { Target($0) }
    case .bool: source.fill(floats, UInt8.self) { $0 == 0 ? 0 : 1 }
    }
  }
}

private struct Source {
  let bytes: UnsafeRawBufferPointer
  let isBigEndian: Bool

  @inline(__always)
  func fill<Word: FixedWidthInteger & BitwiseCopyable, Target>(
    _ floats: UnsafeMutableBufferPointer<Target>, _ word: Word.Type, _ value: (Word) -> Target
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
