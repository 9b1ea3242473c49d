extension String {
  /// A text of a table: UTF-8, or where the bytes are not valid UTF-8, Windows-1252, which has all letters of
  /// Latin-1.
  ///
  /// - Parameter bytes: The bytes of a whole field.
  package init(tableText bytes: UnsafeBufferPointer<UInt8>) {
    if let text = String(validating: bytes, as: UTF8.self) {
      self = text
    } else {
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: bytes.lazy.map(windows1252))
      self.init(scalars)
    }
  }
}

private func windows1252(_ byte: UInt8) -> Unicode.Scalar {
  (0x80..<0xA0).contains(byte)
    ? windows1252Marks[Int(byte) - 0x80] : Unicode.Scalar(byte)
}

/// The characters of Windows-1252 for the bytes from 0x80 to 0x9F; five of them are not assigned.
private let windows1252Marks: [Unicode.Scalar] = [
  "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
  "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}", "\u{017D}", "\u{FFFD}",
  "\u{FFFD}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
  "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
]
