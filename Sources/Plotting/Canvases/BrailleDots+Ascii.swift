extension BrailleDots {
  /// The ASCII character whose shape is nearest to the dots, and never a blank for a lit dot.
  ///
  /// No letters except `o`: letters mark classes and pins on a plot.
  var asciiGlyph: Character { Self.asciiGlyphs[Int(truncatingIfNeeded: bits)] }

  /// Characters as fonts draw them, in the four rows of two dots of a cell.
  private static let shapes: [(glyph: Character, rows: [String])] = [
    ("'", ["#.", "..", "..", ".."]), ("'", [".#", "..", "..", ".."]),
    ("'", ["..", "#.", "..", ".."]), ("'", ["..", ".#", "..", ".."]),
    ("\"", ["##", "..", "..", ".."]), ("-", ["..", "##", "..", ".."]),
    ("-", ["..", "..", "##", ".."]), ("_", ["..", "..", "..", "##"]),
    (".", ["..", "..", "#.", ".."]), (".", ["..", "..", ".#", ".."]),
    (".", ["..", "..", "..", "#."]), (".", ["..", "..", "..", ".#"]),
    (":", ["..", "#.", "..", "#."]), (":", ["..", ".#", "..", ".#"]),
    ("|", ["#.", "#.", "#.", "#."]), ("|", [".#", ".#", ".#", ".#"]),
    ("/", [".#", ".#", "#.", "#."]), ("\\", ["#.", "#.", ".#", ".#"]),
    ("=", ["..", "##", "..", "##"]), ("=", ["##", "..", "##", ".."]),
    ("^", [".#", "#.", "..", ".."]), ("`", ["#.", ".#", "..", ".."]),
    (",", ["..", "..", ".#", "#."]), ("o", ["..", "..", "##", "##"]),
    ("*", ["##", "##", "..", ".."]), ("o", ["..", "##", "##", ".."]),
    ("#", ["##", "##", "##", "##"]),
  ]

  private static let asciiGlyphs: [Character] = {
    let masks = shapes.map { (glyph: $0.glyph, bits: bits(of: $0.rows)) }
    return (0..<256).map { dots in
      guard dots > 0 else { return " " }
      let nearest = masks.min {
        ($0.bits ^ UInt8(truncatingIfNeeded: dots)).nonzeroBitCount
          < ($1.bits ^ UInt8(truncatingIfNeeded: dots)).nonzeroBitCount
      }
      return nearest?.glyph ?? "#"
    }
  }()

  private static func bits(of rows: [String]) -> UInt8 {
    var dots = BrailleDots()
    for (row, line) in rows.enumerated() {
      for (column, mark) in line.enumerated() where mark == "#" {
        dots.insert(column: column, row: row)
      }
    }
    return dots.bits
  }
}
