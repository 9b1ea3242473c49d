/// An answer of the terminal to a query.
package enum TerminalReport: Sendable, Hashable {
  /// The terminal has processed a status query and everything sent before it (ECMA-48, DSR).
  case ready
  /// Where the cursor is, both counted from 1 (ECMA-48, CPR).
  case cursor(row: Int, column: Int)
  /// The colour behind text, each part from 0 to 1 (xterm, OSC 11).
  case background(red: Double, green: Double, blue: Double)

  /// The report of `ESC [ … final`; `nil` when it is not one that is queried.
  init?(_ sequence: ControlSequence) {
    switch (sequence.final, sequence.isPrivate, sequence.numbers) {
    case (UInt8(ascii: "n"), false, [0]): self = .ready
    case (UInt8(ascii: "R"), false, let place) where place.count == 2:
      self = .cursor(row: place[0], column: place[1])
    default: return nil
    }
  }

  /// The report of `ESC ] … ST`, without its ends.
  init?(operatingSystemCommand text: String) {
    let marker = "11;rgb:"
    guard text.hasPrefix(marker) else { return nil }
    let parts = text.dropFirst(marker.count).split(separator: "/", omittingEmptySubsequences: false)
    let values = parts.compactMap(Self.share)
    guard parts.count == 3, values.count == 3 else { return nil }
    self = .background(red: values[0], green: values[1], blue: values[2])
  }

  /// One to four hexadecimal digits as a fraction of the largest number with as many digits (XParseColor).
  private static func share(_ digits: Substring) -> Double? {
    guard (1...4).contains(digits.count), let value = UInt32(digits, radix: 16) else { return nil }
    return Double(value) / Double((1 << (4 * digits.count)) - 1)
  }
}
