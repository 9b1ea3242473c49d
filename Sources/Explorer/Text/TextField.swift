import Escaping
import Plotting

/// A line of text being typed, with its cursor.
struct TextField: Sendable, Equatable {
  /// The longest text that is accepted; an accidental paste must not fill the memory.
  static let limit = 1024

  private(set) var characters: [Character] = []
  /// The number of characters before the cursor.
  private(set) var cursor = 0

  init(_ text: String = "") {
    insert(text)
  }

  /// The text.
  var text: String { String(characters) }

  /// Inserts text before the cursor; newlines and other control characters are left out.
  mutating func insert(_ text: String) {
    let taken = text.filter { String($0).isEscaped }.prefix(max(0, Self.limit - characters.count))
    characters.insert(contentsOf: taken, at: cursor)
    cursor += taken.count
  }

  /// Inserts the first non-empty line of a pasted text, since a prompt takes a single line.
  mutating func paste(_ text: String) {
    insert(text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
  }

  /// Handles an editing key: characters, the arrows, home, end, backspace, delete, ctrl-u (all) and ctrl-w (a
  /// word).
  ///
  /// - Returns: Whether the key was one of these.
  mutating func handle(_ key: KeyPress) -> Bool {
    switch (key.key, key.modifiers) {
    case (.character(let character), []): insert(String(character))
    case (.left, []): cursor = max(0, cursor - 1)
    case (.right, []): cursor = min(characters.count, cursor + 1)
    case (.home, _): cursor = 0
    case (.end, _): cursor = characters.count
    case (.backspace, _): remove(from: cursor - 1, to: cursor)
    case (.delete, _): remove(from: cursor, to: cursor + 1)
    case (.character("u"), .control): remove(from: 0, to: cursor)
    case (.character("w"), .control): remove(from: wordStart, to: cursor)
    default: return false
    }
    return true
  }

  /// The first character to show so that the text up to the cursor, and the cursor, are visible.
  func firstVisible(columns: Int, glyphs: GlyphSet) -> Int {
    var (first, room) = (cursor, columns - 1)
    while first > 0 {
      room -= String(characters[first - 1]).columns(glyphs: glyphs)
      guard room >= 0 else { break }
      first -= 1
    }
    return first
  }

  private var wordStart: Int {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }

  private mutating func remove(from start: Int, to end: Int) {
    guard start >= 0, end <= characters.count, start < end else { return }
    characters.removeSubrange(start..<end)
    cursor = start
  }
}
