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
    convert(bytes, stride: 1, isBigEndian: isBigEndian, into: floats)
  }

  /// Converts every `stride`-th of some stored elements.
  ///
  /// - Parameters:
  ///   - bytes: The elements from the first that is wanted, and perhaps more than are wanted.
  ///   - stride: The distance between those that are wanted.
  ///   - isBigEndian: Whether the most significant byte comes first.
  ///   - floats: Receives the elements, as many as it has room for.
  func convert<Target: ElementTarget>(
    _ bytes: UnsafeRawBufferPointer, stride: Int, isBigEndian: Bool,
    into floats: UnsafeMutableBufferPointer<Target>
  ) {
    precondition(
      floats.isEmpty || bytes.count / byteCount > (floats.count - 1) * stride,
      "ElementType: \(bytes.count) bytes for \(floats.count) elements at a distance of \(stride)")
    let source = Source(bytes: bytes, stride: stride, isBigEndian: isBigEndian)
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
  let stride: Int
  let isBigEndian: Bool

  @inline(__always)
  func fill<Word: FixedWidthInteger & BitwiseCopyable, Target>(
    _ floats: UnsafeMutableBufferPointer<Target>, _ word: Word.Type, _ value: (Word) -> Target
  ) {
    let size = MemoryLayout<Word>.size
    if stride != 1 {
      for index in floats.indices {
        let word = bytes.loadUnaligned(fromByteOffset: index &* stride &* size, as: Word.self)
        floats[index] = value(isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word))
      }
    } else if isBigEndian {
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
