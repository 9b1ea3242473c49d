/// What an ONNX file says of a tensor: everything except its elements.
package struct ONNXTensor: Sendable {
  /// Where the elements are.
  enum Place: Sendable, Equatable {
    /// In one piece of the file.
    case raw(Range<Int>)
    /// In the fields of the message, whose bytes these are.
    case fields(Range<Int>)
    /// In another file.
    case external(location: String, offset: Int, byteCount: Int?)
  }

  /// The name.
  package internal(set) var name = ""
  /// The type of the elements; `nil` for one that is not read.
  package internal(set) var elementType: ElementType?
  /// The type as text, such as `F32` or `text`.
  package internal(set) var typeName = "none"
  /// The extent of every axis; empty for a scalar.
  package internal(set) var shape: [Int] = []
  var storage = Place.fields(0..<0)

  /// The file with the elements, relative to the folder of the model; `nil` where they are in the model's file.
  package var externalLocation: String? {
    if case .external(let location, _, _) = storage { location } else { nil }
  }
}

/// The elements of a tensor, row-major.
package enum ONNXElements: Sendable, Equatable {
  /// Numbers of any floating-point type.
  case numbers([Float])
  /// Integers of any width, and truth values as 0 and 1; what exceeds 64 signed bits is clamped.
  case integers([Int])
}

/// The numbers that onnx.proto gives to types of elements (`TensorProto.DataType`).
enum ONNXElementType {
  private static let types: [Int: ElementType] = [
    1: .float32, 2: .uint8, 3: .int8, 4: .uint16, 5: .int16, 6: .int32, 7: .int64, 9: .bool,
    10: .float16, 11: .float64, 12: .uint32, 13: .uint64, 16: .brainFloat16,
  ]
  private static let names = [
    0: "none", 8: "text", 14: "C64", 15: "C128", 17: "F8_E4M3", 18: "F8_E4M3FNUZ", 19: "F8_E5M2",
    20: "F8_E5M2FNUZ", 21: "U4", 22: "I4", 23: "F4_E2M1",
  ]

  static func type(_ code: Int) -> ElementType? { types[code] }

  static func name(_ code: Int) -> String {
    types[code]?.rawValue ?? names[code] ?? "type \(code)"
  }
}
