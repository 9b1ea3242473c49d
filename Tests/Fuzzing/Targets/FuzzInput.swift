/// The bytes of one execution, taken from the front.
///
/// Behind their end there are zeros, so that any bytes are an input.
struct FuzzInput {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isEmpty: Bool { rest.isEmpty }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  mutating func word() -> Int {
    let low = Int(byte())
    return Int(byte()) << 8 | low
  }

  mutating func float() -> Float {
    let low = UInt32(word())
    return Float(bitPattern: UInt32(word()) << 16 | low)
  }

  /// The next bytes, fewer where the input ends.
  mutating func bytes(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// The bytes up to a mark, which is passed over; all where there is none.
  mutating func bytes(upTo mark: UInt8) -> [UInt8] {
    let part = rest.prefix { $0 != mark }
    defer { rest = rest.dropFirst(part.count + 1) }
    return Array(part)
  }

  /// A piece behind its length in two bytes.
  mutating func piece() -> [UInt8] {
    let count = word()
    return bytes(count)
  }

  /// All bytes that are left.
  func remaining() -> [UInt8] { Array(rest) }

  /// All bytes that are left as a text, what is not UTF-8 replaced.
  func text() -> String { String(decoding: rest, as: UTF8.self) }
}
