/// The parts of a `TensorProto` that can contain a scalar or images.
struct TensorBoardTensor {
  /// Element types that become a number (TensorFlow, `types.proto`).
  private enum ElementKind: UInt64 {
    case float = 1, double, int32, uint8, int16, int8, string
    case int64 = 9, bool
    case bfloat16 = 14
    case uint16 = 17
    case half = 19
    case uint32 = 22, uint64

    var byteCount: Int {
      switch self {
      case .uint8, .int8, .bool: 1
      case .int16, .uint16, .half, .bfloat16: 2
      case .float, .int32, .uint32: 4
      case .double, .int64, .uint64: 8
      case .string: 0
      }
    }
  }

  private var kind: ElementKind?
  /// The product of the extents; 1 without a shape.
  private var elementCount = 1
  /// The elements as raw little-endian bytes.
  private var content: Range<Int>?
  /// The first element of a typed list, and how many there are at least.
  private var first: Double?
  private var texts: [Range<Int>] = []

  /// Reads a tensor; `nil` when the message is malformed.
  init?(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) {
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      switch (number, content) {
      case (1, .varint(let type)): kind = ElementKind(rawValue: type)
      case (2, .bytes(let shape)):
        guard readShape(bytes, shape) else { return nil }
      case (4, .bytes(let raw)): self.content = raw
      case (8, .bytes(let text)):
        if texts.count < 3 { texts.append(text) }
      case (5...7, _), (10...11, _), (13, _), (16...17, _): readElement(number, content, bytes)
      default: break
      }
    }
    if fields.isMalformed { return nil }
  }

  private mutating func readShape(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      guard number == 2, case .bytes(let dimension) = content else { continue }
      var extent: UInt64 = 0
      var sizes = ProtobufFields(bytes, in: dimension)
      while let (number, content) = sizes.next() {
        if number == 1, case .varint(let size) = content { extent = size }
      }
      guard !sizes.isMalformed else { return false }
      elementCount =
        elementCount.multipliedReportingOverflow(by: Int(clamping: extent)).partialValue
    }
    return !fields.isMalformed
  }

  /// Takes the first element of a typed list, packed or not.
  private mutating func readElement(
    _ number: Int, _ content: ProtobufFields.Content, _ bytes: UnsafeRawBufferPointer
  ) {
    guard first == nil else { return }
    switch (number, content) {
    case (5, .fixed32(let bits)): first = Double(Float(bitPattern: bits))
    case (6, .fixed64(let bits)): first = Double(bitPattern: bits)
    case (5, .bytes(let list)) where list.count >= 4:
      first = Double(
        Float(bitPattern: bytes.littleEndian(at: list.lowerBound, as: UInt32.self)))
    case (6, .bytes(let list)) where list.count >= 8:
      first = Double(bitPattern: bytes.littleEndian(at: list.lowerBound, as: UInt64.self))
    case (_, .varint(let value)): first = element(value)
    case (_, .bytes(let list)) where number > 6:
      var elements = ProtobufFields(bytes, in: list)
      first = elements.varint().flatMap { element($0) }
    default: break
    }
  }

  /// The value of an element of a list of whole numbers.
  private func element(_ value: UInt64) -> Double? {
    switch kind {
    case .half: Double(Float(Float16(bitPattern: UInt16(truncatingIfNeeded: value))))
    case .bfloat16:
      Double(Float(bitPattern: UInt32(truncatingIfNeeded: value) << 16))
    case .uint64: Double(value)
    case .int32, .uint8, .int16, .int8, .int64, .bool, .uint16, .uint32:
      Double(Int64(bitPattern: value))
    case .float, .double, .string, nil: nil
    }
  }

  /// The tensor as the content of a summary.
  func content(in bytes: UnsafeRawBufferPointer) -> TensorBoardEvent.Content {
    if kind == .string { return picture(in: bytes) }
    guard elementCount == 1, let value = content.map({ raw(bytes, $0) }) ?? first else {
      return .other
    }
    return .scalar(value)
  }

  private func raw(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Double? {
    let start = range.lowerBound
    guard let kind, kind.byteCount == range.count else { return nil }
    return switch kind {
    case .float: Double(Float(bitPattern: bytes.littleEndian(at: start, as: UInt32.self)))
    case .double: Double(bitPattern: bytes.littleEndian(at: start, as: UInt64.self))
    case .int32: Double(bytes.littleEndian(at: start, as: Int32.self))
    case .int16: Double(bytes.littleEndian(at: start, as: Int16.self))
    case .int8: Double(bytes.littleEndian(at: start, as: Int8.self))
    case .int64: Double(bytes.littleEndian(at: start, as: Int64.self))
    case .uint8, .bool: Double(bytes.littleEndian(at: start, as: UInt8.self))
    case .uint32: Double(bytes.littleEndian(at: start, as: UInt32.self))
    case .uint16, .half, .bfloat16:
      kind == .uint16
        ? Double(bytes.littleEndian(at: start, as: UInt16.self))
        : element(UInt64(bytes.littleEndian(at: start, as: UInt16.self)))
    case .uint64: Double(bytes.littleEndian(at: start, as: UInt64.self))
    case .string: nil
    }
  }

  /// Images are written as strings: width, height, and one or more encoded images.
  private func picture(in bytes: UnsafeRawBufferPointer) -> TensorBoardEvent.Content {
    guard texts.count == 3,
      let width = Int(String(decoding: bytes[texts[0]].prefix(20), as: UTF8.self)),
      let height = Int(String(decoding: bytes[texts[1]].prefix(20), as: UTF8.self)),
      width > 0, height > 0, Self.isPicture(bytes[texts[2]])
    else { return .other }
    return .image(width: width, height: height, bytes: texts[2])
  }

  private static func isPicture(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    let signatures: [[UInt8]] = [
      [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("BM".utf8),
    ]
    return signatures.contains { bytes.starts(with: $0) }
  }
}

extension UnsafeRawBufferPointer {
  /// The number at an offset that need not be aligned.
  func littleEndian<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number
  where Number: BitwiseCopyable {
    Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
