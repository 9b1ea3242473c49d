/// Reads elements from the typed fields of a tensor's message, which are packed or follow one another.
struct ONNXElementFields {
  let type: ElementType
  let count: Int
  let path: String
  let place: String

  /// The field of onnx.proto that has the elements of the type.
  private var field: Int {
    switch type {
    case .float32: 4
    case .float64: 10
    case .int64: 7
    case .uint64, .uint32: 11
    default: 5
    }
  }

  func elements(
    _ message: ONNXFields, _ bytes: UnsafeRawBufferPointer
  ) throws(StorageError) -> ONNXElements {
    var fields = message
    var numbers: [Float] = []
    var integers: [Int] = []
    while let (number, content) = try fields.next() {
      guard number == field else { continue }
      switch type {
      case .float32: try append(content, bytes, ofSize: 4, to: &numbers)
      case .float64: try append(content, bytes, ofSize: 8, to: &numbers)
      default: try append(content, bytes, to: &integers)
      }
    }
    guard type == .float32 || type == .float64 || integers.count == count else {
      throw fault("\(integers.count) elements")
    }
    switch type {
    case .float32, .float64:
      guard numbers.count == count else { throw fault("\(numbers.count) elements") }
      return .numbers(numbers)
    case .float16:
      return .numbers(integers.map { Float(Float16(bitPattern: .init(truncatingIfNeeded: $0))) })
    case .brainFloat16:
      return .numbers(integers.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0) << 16) })
    case .bool: return .integers(integers.map { $0 == 0 ? 0 : 1 })
    case .uint64:
      return .integers(integers.map { Int(clamping: UInt64(bitPattern: Int64($0))) })
    default: return .integers(integers)
    }
  }

  private func append(
    _ content: ProtobufFields.Content, _ bytes: UnsafeRawBufferPointer, ofSize size: Int,
    to numbers: inout [Float]
  ) throws(StorageError) {
    switch content {
    case .fixed32(let bits) where size == 4: numbers.append(Float(bitPattern: bits))
    case .fixed64(let bits) where size == 8: numbers.append(Float(Double(bitPattern: bits)))
    case .bytes(let range):
      guard range.count == (count - min(count, numbers.count)) * size else {
        throw fault("\(range.count) bytes")
      }
      let piece = UnsafeRawBufferPointer(rebasing: bytes[range])
      guard case .numbers(let more) = type.elements(piece) else { return }
      if numbers.isEmpty { numbers = more } else { numbers += more }
    default: throw fault("a field of another type")
    }
    guard numbers.count <= count else { throw fault("more") }
  }

  private func append(
    _ content: ProtobufFields.Content, _ bytes: UnsafeRawBufferPointer, to integers: inout [Int]
  ) throws(StorageError) {
    switch content {
    case .varint(let value): integers.append(Int(truncatingIfNeeded: value))
    case .bytes(let range):
      var values = ProtobufFields(bytes, in: range)
      while !values.isAtEnd {
        guard integers.count < count, let value = values.varint() else {
          throw fault("damaged or more integers")
        }
        integers.append(Int(truncatingIfNeeded: value))
      }
    default: throw fault("a field of another type")
    }
    guard integers.count <= count else { throw fault("more") }
  }

  private func fault(_ found: String) -> StorageError {
    .malformed(
      path: path, place: place, expected: "\(count) elements of \(type.rawValue)", found: found)
  }
}
