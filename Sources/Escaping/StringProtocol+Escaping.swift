extension StringProtocol {
  /// The text with every scalar that a terminal would interpret, or that is invisible, written as `\u{1B}`.
  ///
  /// The result is one line, and escaping it again changes nothing; backslashes stay as they are. A byte of a file's name
  /// that is not UTF-8 (see ``FileName``) is written as `\xFF`. Marks are shown on letters and digits, up to four on each.
  package var escaped: String { escape(String(self)) }

  /// The beginning of the text, escaped, with an ellipsis where something was left out.
  ///
  /// - Parameter limit: The most scalars to show, each of which may become an escape.
  /// - Returns: The text.
  package func escaped(limit: Int) -> String {
    let text = String(self)
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return escape(text) }
    return escape(String(scalars[..<end])) + "…"
  }

  /// Whether the text needs no escaping.
  package var isEscaped: Bool { needsNoEscape(String(self)) }
}

// For `String` and not generic, because other modules call generic functions without specialising them.

private func needsNoEscape(_ text: String) -> Bool {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 <= 0x7E }) { return true }
  var gate = ScalarGate()
  return text.unicodeScalars.allSatisfy { gate.admits($0) }
}

private func escape(_ text: String) -> String {
  if needsNoEscape(text) { return text }
  var gate = ScalarGate()
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if gate.admits(scalar) {
      result.append(scalar)
    } else {
      result.append(contentsOf: notation(of: scalar).unicodeScalars)
    }
  }
  return String(result)
}

private func notation(of scalar: Unicode.Scalar) -> String {
  if let byte = FileName.byte(of: scalar) { return "\\x" + hexadecimal(UInt32(byte)) }
  return "\\u{" + hexadecimal(scalar.value) + "}"
}

private func hexadecimal(_ value: UInt32) -> String {
  String(value, radix: 16, uppercase: true)
}
