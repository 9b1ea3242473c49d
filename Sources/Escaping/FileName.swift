/// Names of files as text, whatever their bytes.
///
/// A name is a sequence of bytes and need not be valid UTF-8. An invalid byte is mapped to a stand-in, one of the
/// last 128 scalars of Unicode (private use), so that different names give different texts, and each text maps back
/// to the same bytes. If a name contains a stand-in, its bytes are mapped to stand-ins as well.
package enum FileName {
  private static let standIns: ClosedRange<UInt32> = 0x10FF80...0x10FFFF

  /// The text of a name.
  ///
  /// - Parameter bytes: The name, without the zero at its end.
  /// - Returns: The text; equal names give equal texts and different ones different texts.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self), !hasStandIns(text) { return text }
    var scalars = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      if let scalar = leadingScalar(of: rest) {
        scalars.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        scalars.append(standIn(for: first))
        rest = rest.dropFirst()
      }
    }
    return String(scalars)
  }

  /// The text of a name that ends with a zero.
  package static func text(_ name: UnsafePointer<CChar>) -> String {
    var count = 0
    while name[count] != 0 { count += 1 }
    return text(UnsafeRawBufferPointer(start: name, count: count))
  }

  /// The bytes of a name, without a zero at its end.
  package static func bytes(_ text: String) -> [UInt8] {
    guard hasStandIns(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(of: scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }

  /// The bytes of a name, and the zero that ends it for the system.
  package static func cString(_ text: String) -> [CChar] {
    bytes(text).map { CChar(bitPattern: $0) } + [0]
  }

  /// The byte that a stand-in stands for; `nil` for any other scalar.
  static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    isStandIn(scalar) ? UInt8(0x80 + scalar.value - standIns.lowerBound) : nil
  }

  /// The scalar that valid UTF-8 starts with, unless it is a stand-in.
  private static func leadingScalar(of bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator), !isStandIn(scalar) else {
      return nil
    }
    return scalar
  }

  private static func standIn(for byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(standIns.lowerBound + UInt32(byte) - 0x80) ?? "\u{FFFD}"
  }

  private static func hasStandIns(_ text: String) -> Bool {
    // All stand-ins begin with this byte of UTF-8.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains(where: isStandIn)
  }

  private static func isStandIn(_ scalar: Unicode.Scalar) -> Bool {
    standIns.contains(scalar.value)
  }
}
