extension PickleMachine {
  /// Follows an instruction that works on the stack.
  mutating func execute(_ opcode: PickleOpcode) throws(StorageError) {
    switch opcode {
    case .emptyTuple, .tuple1, .tuple2, .tuple3: try tuple(of: opcode)
    case .emptyList: try push(PickleObject(.list))
    case .emptyDictionary: try push(PickleObject(.dictionary))
    case .emptySet: try push(PickleObject(.set))
    case .tuple: try push(PickleObject(.tuple, elements: try popToMark()))
    case .list: try push(PickleObject(.list, elements: try popToMark()))
    case .frozenSet: try push(PickleObject(.set, elements: try popToMark()))
    case .dictionary: try push(PickleObject(.dictionary, pairs: try pairs(try popToMark())))
    case .append, .appends, .addItems: try append(opcode)
    case .setItem, .setItems: try setItems(opcode)
    case .mark: try mark()
    case .pop: try discard()
    case .popMark: _ = try popToMark()
    case .duplicate: try push(try top())
    case .get, .binaryGet, .longBinaryGet: try push(try recalled(try memoIndex(opcode)))
    case .put, .binaryPut, .longBinaryPut: try remember(try top(), at: try memoIndex(opcode))
    case .memoize: try remember(try top(), at: memo.count)
    case .stackGlobal: try pushStackGlobal()
    case .reduce, .newObject, .newObjectWithKeywords, .instance, .object: try call(opcode)
    case .build: try build()
    case .persistentID:
      try push(PickleObject(persistent: .text(try reader.shortLine())))
    case .binaryPersistentID: try push(PickleObject(persistent: try pop()))
    case .proto: try checkProtocol()
    case .frame: try checkFrame()
    case .readOnlyBuffer: _ = try top()
    case .nextBuffer:
      throw .unsupported(
        path: reader.path, place: "\(reader.label), byte \(place)",
        feature: "a buffer outside of the pickle")
    default: preconditionFailure("PickleMachine: \(opcode) makes a value without parts")
    }
  }

  private mutating func tuple(of opcode: PickleOpcode) throws(StorageError) {
    let count =
      switch opcode {
      case .tuple1: 1
      case .tuple2: 2
      case .tuple3: 3
      default: 0
      }
    var elements: [PickleValue] = []
    for _ in 0..<count { elements.append(try pop()) }
    try push(PickleObject(.tuple, elements: elements.reversed()))
  }

  private mutating func append(_ opcode: PickleOpcode) throws(StorageError) {
    let items = opcode == .append ? [try pop()] : try popToMark()
    let index = try topObject { kind in
      kind == .record || kind == (opcode == .addItems ? .set : .list)
    }
    objects[index].elements.append(contentsOf: items)
  }

  private mutating func setItems(_ opcode: PickleOpcode) throws(StorageError) {
    let items: [PickleValue]
    if opcode == .setItem {
      let value = try pop()
      items = [try pop(), value]
    } else {
      items = try popToMark()
    }
    let index = try topObject { $0 == .dictionary || $0 == .record }
    objects[index].pairs.append(contentsOf: try pairs(items))
  }

  private func pairs(_ items: [PickleValue]) throws(StorageError) -> [PickleObject.Pair] {
    guard items.count.isMultiple(of: 2) else {
      throw fault(expected: "a value for every key", found: "\(items.count) keys and values")
    }
    return stride(from: 0, to: items.count, by: 2).map {
      PickleObject.Pair(key: items[$0], value: items[$0 + 1])
    }
  }

  private mutating func call(_ opcode: PickleOpcode) throws(StorageError) {
    switch opcode {
    case .instance:
      let callable = try global(module: try reader.shortLine(), name: try reader.shortLine())
      try pushCall(callable, PickleObject(.tuple, elements: try popToMark()))
    case .object:
      let items = try popToMark()
      guard let callable = items.first else {
        throw fault(expected: "a class behind the mark", found: "nothing")
      }
      try pushCall(callable, PickleObject(.tuple, elements: Array(items.dropFirst())))
    case .newObjectWithKeywords:
      let keywords = try pop()
      let arguments = try pop()
      try pushCall(try pop(), arguments, keywords: keywords)
    default:
      let arguments = try pop()
      try pushCall(try pop(), arguments)
    }
  }

  private mutating func pushCall(
    _ callable: PickleValue, _ arguments: PickleObject
  ) throws(StorageError) {
    try pushCall(callable, try store(arguments))
  }

  private mutating func pushCall(
    _ callable: PickleValue, _ arguments: PickleValue, keywords: PickleValue = .null
  ) throws(StorageError) {
    if case .global(let name) = callable, calls.count < Self.callLimit,
      knownCalls.insert(name).inserted
    {
      calls.append(name)
    }
    try push(PickleObject(calling: callable, arguments, keywords: keywords))
  }

  private mutating func build() throws(StorageError) {
    let state = try pop()
    objects[try topObject { $0 == .record }].state = state
  }

  private mutating func pushStackGlobal() throws(StorageError) {
    let name = try pop()
    guard case .text(let name) = name, case .text(let module) = try pop() else {
      throw fault(expected: "the names of a module and of a part of it", found: "other values")
    }
    try push(try global(module: module, name: name))
  }

  private mutating func checkProtocol() throws(StorageError) {
    let version = try reader.byte()
    guard version <= 5 else {
      throw .unsupported(
        path: reader.path, place: "\(reader.label), byte \(place)",
        feature: "version \(version) of the protocol")
    }
  }

  private mutating func checkFrame() throws(StorageError) {
    let count = try reader.integer(UInt64.self)
    let rest = reader.bytes.count - reader.offset
    guard count <= UInt64(rest) else {
      throw fault(expected: "a frame of at most \(rest) bytes", found: "\(count)")
    }
  }
}
