import Escaping

extension String {
  /// The text, escaped, in lines of at most some columns, broken at blanks; a longer word gets its own line.
  package func wrapped(to columns: Int, glyphs: GlyphSet) -> [String] {
    var lines: [String] = []
    for word in escaped.split(separator: " ") {
      if let last = lines.last, "\(last) \(word)".columns(glyphs: glyphs) <= columns {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
