/// The element type of an array file.
indirect enum NPYType: Sendable, Equatable {
  /// Numbers.
  case number(ElementType, isBigEndian: Bool)
  /// Texts of a fixed number of characters, each in one byte (`S`) or four (`U`).
  case text(characterCount: Int, isWide: Bool, isBigEndian: Bool)
  /// Bytes without meaning, as between the fields of a structure.
  case padding(byteCount: Int)
  /// Fields one after the other.
  case structure([Field])
  /// Anything else, by NumPy's type string.
  case foreign(String)

  /// A field of a structure.
  struct Field: Sendable, Equatable {
    let name: String
    let type: NPYType
    /// How many elements it has; 1 unless it is an array itself.
    let count: Int
  }

  /// The bytes of an element; `nil` where that is not known.
  var byteCount: Int? {
    switch self {
    case .number(let type, _): return type.byteCount
    case .text(let count, let isWide, _): return isWide ? 4 * count : count
    case .padding(let count): return count
    case .structure(let fields):
      var sum = 0
      for field in fields {
        guard let size = field.type.byteCount, field.count <= Self.sizeLimit,
          size * field.count <= Self.sizeLimit
        else { return nil }
        sum += size * field.count
      }
      return sum
    case .foreign(let word): return Self.byteCount(ofForeign: word)
    }
  }

  /// The bytes of complex numbers, dates, durations and wide numbers, from the type string; objects have none.
  private static func byteCount(ofForeign word: String) -> Int? {
    let kind = word.drop { "<>=|".contains($0) }
    guard let first = kind.first, "cMmfiu".contains(first) else { return nil }
    return Int(kind.dropFirst().prefix { $0 != "[" }, radix: 10)
      .flatMap { (1...64).contains($0) ? $0 : nil }
  }

  /// The displayed name: that of the number type, or a description.
  var name: String {
    switch self {
    case .number(let type, _): type.rawValue
    case .text(_, let isWide, _): isWide ? "text" : "bytes"
    case .padding: "padding"
    case .structure(let fields):
      "structured ("
        + fields.prefix(Self.shownFields).map { "\($0.name) \($0.type.name)" }.joined(
          separator: ", ")
        + (fields.count > Self.shownFields ? ", \(fields.count - Self.shownFields) more" : "") + ")"
    case .foreign(let word): Self.words(for: word).map { "\($0) (\(word))" } ?? word
    }
  }

  private static let shownFields = 6
  /// The most bytes of a text or of an element.
  private static let sizeLimit = 1 << 24

  private static func words(for description: String) -> String? {
    switch description.drop(while: { "<>=|".contains($0) }).first {
    case "O": "Python objects"
    case "c": "complex"
    case "M": "dates"
    case "m": "durations"
    case "V": "bytes without a type"
    default: nil
    }
  }

  private static let numbers: [String: ElementType] = [
    "f2": .float16, "f4": .float32, "f8": .float64,
    "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
    "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64, "b1": .bool,
  ]

  /// A type by NumPy's type string, such as `<f8`.
  private init(word: String) {
    let order = word.first
    let kind = String(word.dropFirst())
    let size = Int(kind.dropFirst(), radix: 10).flatMap {
      (0...Self.sizeLimit).contains($0) ? $0 : nil
    }
    let hasOrder = order == "<" || order == ">" || order == "="
    if let type = Self.numbers[kind], hasOrder || (order == "|" && type.byteCount == 1) {
      self = .number(type, isBigEndian: order == ">")
    } else if let size, kind.hasPrefix("U"), hasOrder || size == 0 {
      self = .text(characterCount: size, isWide: true, isBigEndian: order == ">")
    } else if let size, kind.hasPrefix("S") || kind.hasPrefix("a") {
      self = .text(characterCount: size, isWide: false, isBigEndian: false)
    } else if let size, kind.hasPrefix("V") {
      self = .padding(byteCount: size)
    } else {
      self = .foreign(word)
    }
  }

  /// How deep structures may be nested.
  private static let depthLimit = 16

  /// Reads the value of `descr` in a header: a type string, or a list of fields.
  init(_ scanner: inout ByteScanner) throws(StorageError) {
    self = try Self.read(&scanner, depth: 0)
  }

  private static func read(
    _ scanner: inout ByteScanner, depth: Int
  ) throws(StorageError) -> NPYType {
    guard scanner.take("[") else { return NPYType(word: try scanner.pythonString()) }
    guard depth < depthLimit else {
      throw scanner.fault(
        expected: "at most \(depthLimit) structures in one another", found: "more")
    }
    var fields: [Field] = []
    while !scanner.take("]") {
      fields.append(try field(&scanner, depth: depth))
      guard scanner.take(",") else {
        try scanner.expect("]")
        break
      }
    }
    return .structure(fields)
  }

  /// Reads `('name', type)` or `('name', type, (2, 3))`; the name may be a title and the name.
  private static func field(
    _ scanner: inout ByteScanner, depth: Int
  ) throws(StorageError) -> Field {
    try scanner.expect("(")
    var name = ""
    if scanner.take("(") {
      _ = try scanner.pythonString()
      try scanner.expect(",")
      name = try scanner.pythonString()
      try scanner.expect(")")
    } else {
      name = try scanner.pythonString()
    }
    try scanner.expect(",")
    let type = try read(&scanner, depth: depth + 1)
    var count = 1
    if scanner.take(",") {
      let shape = try scanner.pythonShape()
      guard let product = StoredShape.byteCount(shape, of: .uint8) else {
        throw scanner.fault(expected: "a size below 2^63 bytes", found: "shape \(shape.prefix(8))")
      }
      count = product
    }
    try scanner.expect(")")
    return Field(name: name, type: type, count: count)
  }
}
