import Diagnostics
import Escaping
package import Plotting

/// Text that may be printed: every part of it was escaped for a terminal when it was created.
///
/// It cannot be created from unescaped text, so no field of a file can set a title, hide text or forge a line.
package struct Printout {
  /// The text.
  package let text: String

  private init(safe text: String) { self.text = text }

  /// Lines, each escaped whole, a line feed inside it too, and ended.
  package init(lines: some Sequence<String>) {
    text = lines.map { $0.escaped + "\n" }.joined()
  }

  /// A value as indented JSON with its keys in alphabetical order, and a line feed.
  ///
  /// - Throws: What encoding the value throws.
  package init(json value: some Encodable) throws {
    text = String(decoding: try JSONDocument.bytes(of: value), as: UTF8.self)
  }

  /// The rows of a screen with the escape sequences of its colours.
  package init(_ frame: Frame, color: ColorMode) {
    text = AnsiEncoder(color: color).encode(frame) + "\n"
  }

  /// The rows of a screen, characters only.
  package init(characters frame: Frame) {
    self.init(lines: frame.lines)
  }

  /// A line that replaces the one at the cursor of a terminal.
  ///
  /// - Parameters:
  ///   - line: The text.
  ///   - columns: The width of the terminal; the line is shorter, so that no terminal wraps it.
  package init(redrawing line: String, columns: Int) {
    var room = columns - 1
    let shown = line.escaped.prefix { character in
      // A terminal may be set up for wide ambiguous characters.
      room -= GlyphWidth.columns(of: character, ambiguous: .wide)
      return room >= 0
    }
    text = "\r\(shown)\u{1B}[K"
  }

  /// The sequence that clears the line at the cursor of a terminal.
  package static let clearing = Printout(safe: "\r\u{1B}[K")

  /// One text after the other.
  package static func + (first: Printout, second: Printout) -> Printout {
    Printout(safe: first.text + second.text)
  }
}
