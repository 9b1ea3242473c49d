extension TensorBoardEvent {
  /// Replaces the event by the one in a record, and reuses the memory of its values.
  ///
  /// - Parameters:
  ///   - bytes: A part of a file.
  ///   - range: The payload of a record, as ``TensorBoardFrame`` found it.
  /// - Returns: Whether the message was well-formed; if not, the event contains what came before the fault.
  package mutating func read(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) -> Bool {
    clear()
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      switch (number, content) {
      case (3, .bytes): isFileVersion = true
      case (5, .bytes(let summary)):
        guard readSummary(bytes, summary) else { return false }
      case (7, .bytes(let log)):
        guard readSession(bytes, log) else { return false }
      default: readNumber(number, content)
      }
    }
    return !fields.isMalformed
  }

  /// Clears the event and keeps the memory of its values.
  mutating func clear() {
    (wallTime, step, session, isFileVersion) = (0, 0, nil, false)
    values.removeAll(keepingCapacity: true)
  }

  /// Takes a field of the event that is a number.
  mutating func readNumber(_ number: Int, _ content: ProtobufFields.Content) {
    switch (number, content) {
    case (1, .fixed64(let bits)): wallTime = Double(bitPattern: bits)
    case (2, .varint(let value)): step = Int(Int64(bitPattern: value))
    default: break
    }
  }

  /// Takes a field of the event that is a text or a message, but not its values; `false` when it is malformed.
  mutating func readField(_ number: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    if number == 3 { isFileVersion = true }
    return number == 7 ? readSession(bytes, 0..<bytes.count) : true
  }

  /// Replaces all values by one; `false` when it is malformed.
  mutating func readOnly(value bytes: UnsafeRawBufferPointer) -> Bool {
    values.removeAll(keepingCapacity: true)
    return readValue(bytes, 0..<bytes.count)
  }

  private mutating func readSummary(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      guard number == 1, case .bytes(let value) = content else { continue }
      guard readValue(bytes, value) else { return false }
    }
    return !fields.isMalformed
  }

  private mutating func readSession(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      guard number == 1, case .varint(let status) = content else { continue }
      session = status == 1 ? .start : status == 2 ? .stop : nil
    }
    return !fields.isMalformed
  }

  private mutating func readValue(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var value = Value(tag: range.lowerBound..<range.lowerBound, content: .other)
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      switch (number, content) {
      case (1, .bytes(let tag)): value.tag = tag
      case (2, .fixed32(let bits)): value.content = .scalar(Double(Float(bitPattern: bits)))
      case (4, .bytes(let image)):
        guard let content = Self.image(bytes, image) else { return false }
        value.content = content
      case (8, .bytes(let tensor)):
        guard let content = TensorBoardTensor(bytes, in: tensor)?.content(in: bytes) else {
          return false
        }
        value.content = content
      default: break
      }
    }
    if !fields.isMalformed { values.append(value) }
    return !fields.isMalformed
  }

  /// A `Summary.Image`; `nil` when it is malformed.
  private static func image(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Content? {
    var (width, height, picture) = (0, 0, range.upperBound..<range.upperBound)
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      switch (number, content) {
      case (1, .varint(let value)): height = Int(clamping: value)
      case (2, .varint(let value)): width = Int(clamping: value)
      case (4, .bytes(let encoded)): picture = encoded
      default: break
      }
    }
    if fields.isMalformed { return nil }
    return picture.isEmpty ? .other : .image(width: width, height: height, bytes: picture)
  }
}
