extension Unicode.Scalar {
  /// Whether a scalar is never shown as itself, because a terminal would interpret it or because it is invisible.
  ///
  /// These are the control characters (C0, DEL, C1, line breaks), the separators of lines and paragraphs, format
  /// characters (bidirectional controls, zero-width characters, soft hyphens, tags), default-ignorable
  /// characters (variation selectors, fillers), private-use characters, and unassigned scalars.
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

  /// Whether a scalar is a combining mark, drawn onto the one before it.
  var isMark: Bool {
    guard value >= 0x300, !isPlainSymbol else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return true
    default: return false
    }
  }

  /// Whether this is one of the dashes, Greek letters, arrows, lines, blocks and dots that are frequent on screens;
  /// these need no table lookup.
  private var isPlainSymbol: Bool {
    switch value {
    case 0x3B1...0x3C9, 0x2010...0x2027, 0x2190...0x23FF, 0x2500...0x28FF: true
    default: false
    }
  }

  /// Whether a combining mark may follow this scalar: a letter or a digit, not a quotation mark or a blank.
  var carriesMarks: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: value >= 0xA1
    }
  }
}
