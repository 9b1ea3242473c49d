/// Runs the instructions of a pickle on a stack, and makes data only: a name instead of a class or function, a record instead of
/// a call.
///
/// Every instruction makes at most one value, and values refer to each other by index: neither a cycle nor a pickle that repeats a
/// list of its own lists takes more memory than its instructions.
struct PickleMachine {
  /// The most values that a pickle makes.
  static let valueLimit = 1 << 22
  /// The most values with parts.
  static let objectLimit = 1 << 20
  /// The longest name of a class or function, and the longest number in digits, in bytes.
  static let nameLimit = 1000
  /// Longer bytes and texts stay where they are.
  static let copiedByteLimit = 1 << 16
  /// The most distinct calls that are remembered.
  static let callLimit = 1000

  var reader: PickleReader
  var objects: [PickleObject] = []
  private var stack: [PickleValue] = []
  /// The height of the stack at every mark that is open.
  private var marks: [Int] = []
  private(set) var memo: [Int: PickleValue] = [:]
  private let valueLimit: Int
  private var valueCount = 0
  var calls: [String] = []
  var knownCalls: Set<String> = []
  /// Where the current instruction begins.
  private(set) var place: Int

  init(_ reader: PickleReader, valueLimit: Int) {
    (self.reader, self.valueLimit) = (reader, valueLimit)
    place = reader.offset
  }

  /// Runs to the end of the pickle.
  mutating func run() throws(StorageError) -> PickleDocument {
    while true {
      place = reader.offset
      let byte = try reader.byte()
      guard let opcode = PickleOpcode(rawValue: byte) else {
        throw fault(expected: "an instruction", found: "byte 0x" + String(byte, radix: 16))
      }
      if opcode == .stop { break }
      if let value = try scalar(opcode) {
        try push(value)
      } else {
        try execute(opcode)
      }
    }
    let root = try pop()
    return PickleDocument(root: root, objects: objects, calls: calls, end: reader.offset)
  }

  mutating func push(_ value: PickleValue) throws(StorageError) {
    valueCount += 1
    guard valueCount <= valueLimit else {
      throw fault(expected: "at most \(valueLimit) values", found: "more")
    }
    stack.append(value)
  }

  mutating func push(_ object: PickleObject) throws(StorageError) {
    try push(try store(object))
  }

  mutating func store(_ object: PickleObject) throws(StorageError) -> PickleValue {
    guard objects.count < Self.objectLimit else {
      throw fault(expected: "at most \(Self.objectLimit) values with parts", found: "more")
    }
    objects.append(object)
    return .object(objects.count - 1)
  }

  mutating func mark() throws(StorageError) {
    guard marks.count < Self.objectLimit else {
      throw fault(expected: "at most \(Self.objectLimit) marks", found: "more")
    }
    marks.append(stack.count)
  }

  /// Removes the last value, or a mark if nothing is above it.
  mutating func discard() throws(StorageError) {
    if let mark = marks.last, mark == stack.count {
      marks.removeLast()
    } else {
      _ = try pop()
    }
  }

  func top() throws(StorageError) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.last else {
      throw fault(expected: "a value on the stack", found: "none above the last mark")
    }
    return value
  }

  /// The object on top of the stack, whose kind must be one that the instruction is for.
  func topObject(
    where isFitting: (PickleObject.Kind) -> Bool
  ) throws(StorageError) -> Int {
    guard case .object(let index) = try top(), isFitting(objects[index].kind) else {
      throw fault(expected: "an object to be completed", found: "a value of another kind")
    }
    return index
  }

  mutating func pop() throws(StorageError) -> PickleValue {
    let value = try top()
    stack.removeLast()
    return value
  }

  mutating func popToMark() throws(StorageError) -> [PickleValue] {
    guard let mark = marks.popLast() else {
      throw fault(expected: "a mark on the stack", found: "none")
    }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  mutating func memoIndex(_ opcode: PickleOpcode) throws(StorageError) -> Int {
    switch opcode {
    case .binaryGet, .binaryPut: return Int(try reader.byte())
    case .longBinaryGet, .longBinaryPut: return Int(try reader.integer(UInt32.self))
    default:
      let line = try reader.shortLine()
      guard let index = Int(line), index >= 0 else {
        throw fault(expected: "an index of the memo", found: "\"\(line)\"")
      }
      return index
    }
  }

  func recalled(_ index: Int) throws(StorageError) -> PickleValue {
    guard let value = memo[index] else {
      throw fault(expected: "a value that was remembered", found: "index \(index)")
    }
    return value
  }

  mutating func remember(_ value: PickleValue, at index: Int) throws(StorageError) {
    guard memo.count < Self.valueLimit else {
      throw fault(expected: "at most \(Self.valueLimit) remembered values", found: "more")
    }
    memo[index] = value
  }

  /// The error for the current instruction.
  func fault(expected: String, found: String) -> StorageError {
    reader.fault(at: place, expected: expected, found: found)
  }
}
