/// One record of a transaction log of W&B, with ranges of its payload instead of copies.
///
/// The messages are those of `wandb_internal.proto`; what is not about figures is skipped.
package struct WandBRecord: Sendable {
  /// A value of a row of the history.
  package enum Value: Sendable, Equatable {
    /// A number.
    case number(Double)
    /// JSON in the payload.
    case json(Range<Int>)
  }

  /// A figure of a row.
  package struct Item: Sendable, Equatable {
    /// The parts of its name in the payload, UTF-8.
    package var name: [Range<Int>] = []
    /// Its value; `nil` if it is not a number.
    package var value: Value?
  }

  /// What a record is about.
  package enum Content: Sendable, Equatable {
    /// A row of figures, ``WandBRecord/items``, at a step that the items may repeat as `_step`.
    case history(step: Int?)
    /// The run itself, with the range of its display name.
    case run(name: Range<Int>?)
    /// The end of the run.
    case exit(code: Int)
    /// Anything else.
    case other
  }

  /// What the record is about.
  package private(set) var content = Content.other
  /// The figures of a row.
  package private(set) var items: [Item] = []

  /// A record for ``read(_:)`` to fill.
  package init() {}

  /// Replaces the record by the one in a payload.
  ///
  /// - Parameter payload: The payload, as assembled by ``WandBFrame``.
  /// - Returns: Whether the message was well-formed.
  package mutating func read(_ payload: UnsafeRawBufferPointer) -> Bool {
    content = .other
    items.removeAll(keepingCapacity: true)
    var fields = ProtobufFields(payload, in: 0..<payload.count)
    while let (number, content) = fields.next() {
      guard case .bytes(let message) = content else { continue }
      let isRead =
        switch number {
        case 2: readHistory(payload, message)
        case 17: readRun(payload, message)
        case 18: readExit(payload, message)
        default: true
        }
      guard isRead else { return false }
    }
    return !fields.isMalformed
  }

  private mutating func readHistory(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> Bool {
    var step: Int?
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      switch (number, content) {
      case (1, .bytes(let item)):
        guard readItem(bytes, item) else { return false }
      case (2, .bytes(let message)):
        var inside = ProtobufFields(bytes, in: message)
        step = 0
        while let (number, content) = inside.next() {
          if number == 1, case .varint(let value) = content {
            step = Int(truncatingIfNeeded: value)
          }
        }
        if inside.isMalformed { return false }
      default: break
      }
    }
    content = .history(step: step)
    return !fields.isMalformed
  }

  private mutating func readItem(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var item = Item()
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      switch (number, content) {
      case (1, .bytes(let key)), (2, .bytes(let key)): item.name.append(key)
      case (5, .varint(let bits)):
        // Signed numbers of this type have their sign in the lowest bit.
        let value = Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
        item.value = .number(Double(value))
      case (6, .fixed64(let bits)): item.value = .number(Double(bitPattern: bits))
      case (8, .bytes(let json)), (16, .bytes(let json)): item.value = .json(json)
      default: break
      }
    }
    if !fields.isMalformed { items.append(item) }
    return !fields.isMalformed
  }

  private mutating func readRun(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var name: Range<Int>?
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      if number == 8, case .bytes(let place) = content { name = place }
    }
    content = .run(name: name)
    return !fields.isMalformed
  }

  private mutating func readExit(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var code = 0
    var fields = ProtobufFields(bytes, in: range)
    while let (number, content) = fields.next() {
      if number == 1, case .varint(let value) = content { code = Int(truncatingIfNeeded: value) }
    }
    content = .exit(code: code)
    return !fields.isMalformed
  }
}
