extension PickleMachine {
  /// The value that an instruction reads from its operands; `nil` for an instruction of another kind.
  mutating func scalar(_ opcode: PickleOpcode) throws(StorageError) -> PickleValue? {
    switch opcode {
    case .none: .null
    case .newTrue: .bool(true)
    case .newFalse: .bool(false)
    case .binaryInt: .integer(Int(try reader.integer(Int32.self)))
    case .binaryInt1: .integer(Int(try reader.byte()))
    case .binaryInt2: .integer(Int(try reader.integer(UInt16.self)))
    case .binaryFloat: .number(try reader.bigEndianDouble())
    case .int, .long: try integer(try reader.shortLine())
    case .float: try number(try reader.shortLine())
    case .long1: integer(try reader.counted(by: UInt8.self))
    case .long4: integer(try reader.counted(by: Int32.self))
    case .string: try quoted(try reader.line())
    case .unicode: .text(PickleText.unicode(reader.bytes[try reader.line()]))
    case .binaryString: text(try reader.counted(by: Int32.self))
    case .shortBinaryString, .shortBinaryUnicode: text(try reader.counted(by: UInt8.self))
    case .binaryUnicode: text(try reader.counted(by: UInt32.self))
    case .binaryUnicode8: text(try reader.counted(by: UInt64.self))
    case .shortBinaryBytes: bytes(try reader.counted(by: UInt8.self))
    case .binaryBytes: bytes(try reader.counted(by: UInt32.self))
    case .binaryBytes8, .byteArray8: bytes(try reader.counted(by: UInt64.self))
    case .global: try global(module: try reader.shortLine(), name: try reader.shortLine())
    case .extension1: .global("extension \(try reader.byte())")
    case .extension2: .global("extension \(try reader.integer(UInt16.self))")
    case .extension4: .global("extension \(try reader.integer(Int32.self))")
    default: nil
    }
  }

  private func integer(_ line: String) throws(StorageError) -> PickleValue {
    // Protocol 0 has no instruction for truth values.
    if line == "00" || line == "01" { return .bool(line == "01") }
    let digits = line.hasSuffix("L") ? String(line.dropLast()) : line
    if let integer = Int(digits) { return .integer(integer) }
    let unsigned = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
    guard !unsigned.isEmpty, unsigned.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw fault(expected: "an integer", found: "\"\(line)\"")
    }
    return .largeInteger(digits)
  }

  private func number(_ line: String) throws(StorageError) -> PickleValue {
    guard let number = Double(line) else {
      throw fault(expected: "a number", found: "\"\(line)\"")
    }
    return .number(number)
  }

  /// A two's complement integer, its least significant byte first.
  private func integer(_ range: Range<Int>) -> PickleValue {
    let bytes = reader.bytes[range]
    let isNegative = (bytes.last ?? 0) & 0x80 != 0
    guard bytes.count > MemoryLayout<Int>.size else {
      let start: UInt = isNegative ? .max : 0
      return .integer(Int(bitPattern: bytes.reversed().reduce(start) { $0 << 8 | UInt($1) }))
    }
    let shown = bytes.suffix(Self.nameLimit / 2).reversed().map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return .largeInteger("0x" + shown.joined())
  }

  private func quoted(_ line: Range<Int>) throws(StorageError) -> PickleValue {
    guard let bytes = PickleText.unquoted(reader.bytes[line]) else {
      throw fault(expected: "a quoted text", found: "\(line.count) other bytes")
    }
    return String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .bytes(bytes)
  }

  private func text(_ range: Range<Int>) -> PickleValue {
    guard range.count <= Self.copiedByteLimit else { return .data(range) }
    return String(validating: reader.bytes[range], as: UTF8.self).map { .text($0) }
      ?? .bytes(Array(reader.bytes[range]))
  }

  private func bytes(_ range: Range<Int>) -> PickleValue {
    range.count <= Self.copiedByteLimit ? .bytes(Array(reader.bytes[range])) : .data(range)
  }

  func global(module: String, name: String) throws(StorageError) -> PickleValue {
    let length = module.utf8.count + name.utf8.count
    guard length <= Self.nameLimit else {
      throw fault(expected: "a name of at most \(Self.nameLimit) bytes", found: "\(length)")
    }
    return .global("\(module).\(name)")
  }
}
