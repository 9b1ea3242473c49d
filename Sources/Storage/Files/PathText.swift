#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Paths and names of files as text, also where their bytes are not UTF-8.
///
/// A byte that is no part of UTF-8 stands as the private scalar U+10FE00 plus its value, and so do the bytes of those
/// scalars where a name really has them. So every name has one text, and every text leads back to its name.
public enum PathText {
  private static let base: UInt32 = 0x10FE00
  private static let escapes = base + 0x80...base + 0xFF
  /// The first byte of every escape in UTF-8; texts without it need no second look.
  private static let lead: UInt8 = 0xF4

  /// The text of a path or name as the system gives it.
  ///
  /// - Parameter bytes: The bytes up to the first zero, or all.
  /// - Returns: The text.
  public static func text(of bytes: UnsafeRawBufferPointer) -> String {
    let bytes = bytes.prefix { $0 != 0 }
    if !bytes.contains(lead), let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if let (scalar, count) = scalar(bytes[place...]), !escapes.contains(scalar.value) {
        text.append(scalar)
        place += count
      } else {
        text.append(escape(bytes[place]))
        place += 1
      }
    }
    return String(text)
  }

  /// The text of a C string such as an argument of the program.
  ///
  /// - Parameter string: Bytes that end with a zero.
  /// - Returns: The text.
  public static func text(of string: UnsafePointer<CChar>) -> String {
    text(of: UnsafeRawBufferPointer(start: string, count: strlen(string)))
  }

  /// Calls `body` with the bytes of a path, ended by a zero, as the system wants them.
  ///
  /// - Parameters:
  ///   - text: A path from ``text(of:)-(UnsafeRawBufferPointer)``, or any other.
  ///   - body: Receives the bytes; must not let the pointer escape.
  /// - Returns: What `body` returns.
  public static func withCString<Result>(
    _ text: String, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    guard text.utf8.contains(lead) else { return text.withCString(body) }
    var bytes: [CChar] = []
    for scalar in text.unicodeScalars {
      if escapes.contains(scalar.value) {
        bytes.append(CChar(truncatingIfNeeded: scalar.value - base))
      } else {
        bytes += UTF8.encode(scalar).map { $0.map { CChar(bitPattern: $0) } } ?? []
      }
    }
    return (bytes + [0]).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map(body) ?? text.withCString(body)
    }
  }

  /// The scalar that some bytes begin with, and its length; `nil` when they are not UTF-8.
  private static func scalar(
    _ bytes: Slice<UnsafeRawBufferPointer>
  ) -> (scalar: Unicode.Scalar, count: Int)? {
    for count in 1...4 where count <= bytes.count {
      let text = String(validating: bytes.prefix(count), as: UTF8.self)
      if let scalar = text?.unicodeScalars.first { return (scalar, count) }
    }
    return nil
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}"
  }
}
