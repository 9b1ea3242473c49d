extension ONNXReader {
  /// Reads a setting of an operator; its type is stated in the file since version 2 of the format.
  mutating func attribute(
    _ range: Range<Int>, _ place: String
  ) throws(StorageError) -> ONNXAttribute {
    try count(place)
    var attribute = ONNXAttribute()
    var content = AttributeContent()
    var fields = fields(range, place)
    while let (number, field) = try fields.next() {
      switch number {
      case 1:
        attribute.name =
          try field.range.map { range throws(StorageError) in
            try text(range, place)
          } ?? ""
      case 20: content.type = field.integer
      default: try read(field, number, place, into: &content)
      }
    }
    attribute.value = content.value
    return attribute
  }

  private mutating func read(
    _ field: ProtobufFields.Content, _ number: Int, _ place: String,
    into content: inout AttributeContent
  ) throws(StorageError) {
    switch (number, field) {
    case (2, _): content.number = field.number
    case (3, _): content.integer = field.integer
    case (4, .bytes(let range)): content.text = try text(range, place)
    case (5, .bytes(let range)): content.tensor = try tensor(range, place)
    case (7, _): try readNumbers(field, place, limit: Self.listLimit, into: &content.numbers)
    case (8, _): try readIntegers(field, place, limit: Self.listLimit, into: &content.integers)
    case (9, .bytes(let range)):
      try count(place)
      content.texts.append(try text(range, place))
    case (6, _), (11, _): content.other = "a graph"
    case (10, _), (15, _), (22, _), (23, _): content.other = "tensors or types"
    default: break
    }
  }
}

/// The fields of a setting, of which its type selects one.
private struct AttributeContent {
  var type: Int?
  var number: Float?
  var integer: Int?
  var text: String?
  var tensor: ONNXTensor?
  var other: String?
  var numbers: [Float] = []
  var integers: [Int] = []
  var texts: [String] = []

  /// Empty lists and zeros are not written, so that only the type tells what they are.
  var value: ONNXAttribute.Value {
    switch type ?? impliedType {
    case 1: .number(number ?? 0)
    case 2: .integer(integer ?? 0)
    case 3: .text(text ?? "")
    case 4: tensor.map { .tensor($0) } ?? .other("a tensor that is missing")
    case 6: .numbers(numbers)
    case 7: .integers(integers)
    case 8: .texts(texts)
    default: .other(other ?? "nothing")
    }
  }

  private var impliedType: Int {
    if number != nil { return 1 }
    if integer != nil { return 2 }
    if text != nil { return 3 }
    if tensor != nil { return 4 }
    if !numbers.isEmpty { return 6 }
    if !integers.isEmpty { return 7 }
    return texts.isEmpty ? 0 : 8
  }
}
