extension ONNXReader {
  /// Reads what a message says of a tensor, and checks that its elements have the size of its shape.
  mutating func tensor(_ range: Range<Int>, _ place: String) throws(StorageError) -> ONNXTensor {
    try count(place)
    var tensor = ONNXTensor()
    tensor.storage = .fields(range)
    var (isExternal, entries) = (false, [String: String]())
    var fields = fields(range, place)
    while let (number, content) = try fields.next() {
      switch (number, content) {
      case (1, _): try readExtents(content, place, into: &tensor.shape)
      case (2, .varint(let code)):
        tensor.elementType = ONNXElementType.type(Int(truncatingIfNeeded: code))
        tensor.typeName = ONNXElementType.name(Int(truncatingIfNeeded: code))
      case (8, .bytes(let range)): tensor.name = try text(range, place)
      case (9, .bytes(let range)): tensor.storage = .raw(range)
      case (13, .bytes(let range)):
        try count(place)
        let (key, value) = try entry(range, place)
        entries[key] = value
      case (14, .varint(let location)): isExternal = location == 1
      default: break
      }
    }
    if isExternal { tensor.storage = try external(entries, place) }
    try check(tensor, tensor.name.isEmpty ? place : "tensor \"\(tensor.name)\"")
    return tensor
  }

  private func readExtents(
    _ content: ProtobufFields.Content, _ place: String, into shape: inout [Int]
  ) throws(StorageError) {
    try readIntegers(content, place, limit: Self.axisLimit, into: &shape)
    guard shape.allSatisfy({ $0 >= 0 }) else {
      throw fault(place, "extents of at least 0", "\(shape)")
    }
  }

  private func entry(
    _ range: Range<Int>, _ place: String
  ) throws(StorageError) -> (String, String) {
    var (key, value) = ("", "")
    var fields = fields(range, place)
    while let (number, content) = try fields.next() {
      guard let range = content.range else { continue }
      if number == 1 { key = try text(range, place) }
      if number == 2 { value = try text(range, place) }
    }
    return (key, value)
  }

  private func external(
    _ entries: [String: String], _ place: String
  ) throws(StorageError) -> ONNXTensor.Place {
    guard let location = entries["location"] else {
      throw fault(place, "the location of external data", "none")
    }
    var numbers: [String: Int] = [:]
    for key in ["offset", "length"] {
      guard let text = entries[key] else { continue }
      guard let number = Int(text, radix: 10), number >= 0 else {
        throw fault(place, "a number of bytes as \(key) of external data", text)
      }
      numbers[key] = number
    }
    return .external(
      location: location, offset: numbers["offset"] ?? 0, byteCount: numbers["length"])
  }

  private func check(_ tensor: ONNXTensor, _ place: String) throws(StorageError) {
    guard let expected = StoredShape.byteCount(tensor.shape, of: tensor.elementType ?? .uint8)
    else { throw fault(place, "a size below 2^63 bytes", "shape \(tensor.shape.prefix(8))") }
    guard tensor.elementType != nil else { return }
    let found: Int? =
      switch tensor.storage {
      case .raw(let range): range.count
      case .external(_, _, let count): count
      case .fields: nil
      }
    if let found, found != expected {
      throw fault(place, "\(expected) bytes for shape \(tensor.shape)", "\(found)")
    }
  }

  /// Adds the integers of a field, one or many.
  func readIntegers(
    _ content: ProtobufFields.Content, _ place: String, limit: Int, into integers: inout [Int]
  ) throws(StorageError) {
    if let integer = content.integer { integers.append(integer) }
    if let range = content.range {
      var values = ProtobufFields(bytes, in: range)
      while !values.isAtEnd, integers.count <= limit {
        guard let value = values.varint() else {
          throw fault(place, "a list of integers", "damaged bytes")
        }
        integers.append(Int(truncatingIfNeeded: value))
      }
    }
    guard integers.count <= limit else { throw fault(place, "at most \(limit) integers", "more") }
  }

  /// Adds the numbers of a field, one or many.
  func readNumbers(
    _ content: ProtobufFields.Content, _ place: String, limit: Int, into numbers: inout [Float]
  ) throws(StorageError) {
    if let number = content.number { numbers.append(number) }
    if let range = content.range {
      let count = range.count / 4
      guard range.count == 4 * count, count <= limit - min(limit, numbers.count) else {
        throw fault(place, "at most \(limit) numbers of 4 bytes", "\(range.count) bytes")
      }
      for index in 0..<count {
        let bits = bytes.loadUnaligned(
          fromByteOffset: range.lowerBound + 4 * index, as: UInt32.self)
        numbers.append(Float(bitPattern: UInt32(littleEndian: bits)))
      }
    }
    guard numbers.count <= limit else { throw fault(place, "at most \(limit) numbers", "more") }
  }
}
