/// The fields of a message in an ONNX file; a damaged one is an error that says where.
struct ONNXFields {
  private var fields: ProtobufFields
  private let path: String
  private let place: String

  init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>, path: String, place: String) {
    fields = ProtobufFields(bytes, in: range)
    (self.path, self.place) = (path, place)
  }

  /// The next field, `nil` at the end.
  mutating func next() throws(StorageError)
    -> (number: Int, content: ProtobufFields.Content)?
  {
    if let field = fields.next() { return field }
    guard fields.isMalformed else { return nil }
    throw .malformed(
      path: path, place: "\(place), byte \(fields.offset)",
      expected: "a field of a protocol buffer message", found: "damaged or missing bytes")
  }
}

extension ProtobufFields.Content {
  /// The integer of a field of type `int64` or `int32`.
  var integer: Int? {
    if case .varint(let value) = self { Int(truncatingIfNeeded: value) } else { nil }
  }

  /// The number of a field of type `float`.
  var number: Float? {
    if case .fixed32(let bits) = self { Float(bitPattern: bits) } else { nil }
  }

  /// The bytes of a field.
  var range: Range<Int>? {
    if case .bytes(let range) = self { range } else { nil }
  }
}
