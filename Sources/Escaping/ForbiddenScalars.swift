extension Unicode.Scalar {
  /// Whether a scalar is never shown as itself, because a terminal would obey it or because it cannot be seen.
  ///
  /// These are the controls (C0, DEL, C1, line breaks), the separators of lines and paragraphs, whatever Unicode calls
  /// a format (bidirectional controls, zero-width characters, soft hyphens, tags) or ignorable by default (variation
  /// selectors, fillers), private use, and what no version of Unicode known here has assigned.
  package var isForbidden: Bool {
    if value < 0x300 { return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD }
    if isPlainSymbol { return false }
    if properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return true
    default: return false
    }
  }

  /// Whether a scalar is drawn onto the one before it.
  var isMark: Bool {
    guard value >= 0x300, !isPlainSymbol else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return true
    default: return false
    }
  }

  /// Whether this is one of the dashes, Greek letters, arrows, lines, blocks and dots that screens are full of; no table is asked for these.
  private var isPlainSymbol: Bool {
    switch value {
    case 0x3B1...0x3C9, 0x2010...0x2027, 0x2190...0x23FF, 0x2500...0x28FF: true
    default: false
    }
  }

  /// Whether a mark may stand on this scalar: on a letter or a digit, not on a quotation mark or a blank.
  var carriesMarks: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: value >= 0xA1
    }
  }
}
