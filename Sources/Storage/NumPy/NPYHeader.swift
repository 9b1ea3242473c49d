/// The header of a NumPy array file, versions 1 to 3.
///
/// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html: magic, version,
/// length, then a Python dictionary literal with exactly three keys.
struct NPYHeader {
  let type: NPYType
  let isColumnMajor: Bool
  let shape: [Int]

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The longest text of a header, a hundred times the limit of NumPy itself.
  static let textLimit = 1 << 20
  private static let prefixLength = 8

  /// Reads a header; the elements come next.
  init(_ reader: inout some ByteReader) throws(StorageError) {
    let path = reader.path
    let prefix = try reader.bytes(Self.prefixLength, "npy magic")
    guard prefix.starts(with: Self.magic) else {
      throw .malformed(
        path: path, place: "npy magic", expected: "\\x93NUMPY", found: "other bytes")
    }
    let version = prefix[6]
    guard (1...3).contains(version) else {
      throw .unsupported(path: path, place: "npy version", feature: "version \(version)")
    }
    let lengthBytes = try reader.bytes(version == 1 ? 2 : 4, "npy header length")
    let textLength = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard textLength <= Self.textLimit else {
      throw .malformed(
        path: path, place: "npy header length", expected: "at most \(Self.textLimit) bytes",
        found: "\(textLength)")
    }
    var scanner = ByteScanner(
      try reader.bytes(textLength, "npy header"), path: path, place: "npy header")
    let fields = try Fields(&scanner)
    type = fields.type
    isColumnMajor = fields.isColumnMajor
    shape = fields.shape
  }

  /// The header of a single-precision array, padded so that its data starts at a multiple of 64.
  static func bytes(shape: [Int]) -> [UInt8] {
    let list = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(list)), }"
    // A version 1 header holds 65,535 bytes: thousands of axes.
    while !(10 + text.utf8.count + 1).isMultiple(of: 64) { text += " " }
    text += "\n"
    precondition(text.utf8.count <= UInt16.max, "NPY: \(shape.count) axes")
    let count = withUnsafeBytes(of: UInt16(text.utf8.count).littleEndian, Array.init)
    return magic + [1, 0] + count + Array(text.utf8)
  }
}

extension NPYHeader {
  /// The dictionary's unparsed values.
  private struct Fields {
    let type: NPYType
    let isColumnMajor: Bool
    let shape: [Int]

    init(_ scanner: inout ByteScanner) throws(StorageError) {
      var type: NPYType?
      var isColumnMajor: Bool?
      var shape: [Int]?
      try scanner.expect("{")
      while !scanner.take("}") {
        let key = try scanner.pythonString()
        try scanner.expect(":")
        switch key {
        case "descr" where type == nil: type = try NPYType(&scanner)
        case "fortran_order" where isColumnMajor == nil:
          isColumnMajor = try scanner.pythonBool()
        case "shape" where shape == nil:
          shape = try scanner.pythonShape()
        default:
          throw scanner.fault(
            expected: "descr, fortran_order and shape once each", found: "'\(key)'")
        }
        guard scanner.take(",") else {
          try scanner.expect("}")
          break
        }
      }
      try scanner.expectEnd()
      guard let type, let isColumnMajor, let shape else {
        throw scanner.fault(expected: "descr, fortran_order and shape", found: "fewer keys")
      }
      self.type = type
      self.isColumnMajor = isColumnMajor
      self.shape = shape
    }
  }
}

extension ByteScanner {
  /// Reads a quoted text without escapes, which is sufficient for the header of an array.
  mutating func pythonString() throws(StorageError) -> String {
    skipSpaces()
    guard let quote = current, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw fault(expected: "a quoted text")
    }
    advance()
    let start = offset
    while let byte = current, byte != quote, byte != UInt8(ascii: "\\") { advance() }
    guard current == quote, let text = String(validating: bytes[start..<offset], as: UTF8.self)
    else { throw fault(expected: "the end of a quoted text") }
    advance()
    return text
  }

  /// Reads the extents of an array; Python 2 wrote them as `(40L, 3L)`.
  mutating func pythonShape() throws(StorageError) -> [Int] {
    try integers(from: "(", to: ")", allowsTrailingComma: true, suffix: "L")
  }

  fileprivate mutating func pythonBool() throws(StorageError) -> Bool {
    skipSpaces()
    if take(word: "True") { return true }
    if take(word: "False") { return false }
    throw fault(expected: "True or False")
  }
}
