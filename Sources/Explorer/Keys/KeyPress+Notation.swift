package import Plotting

extension KeyPress {
  /// The key as written in a script, for example `j`, `<left>`, `<s-left>` or `<c-r>`.
  package var notation: String {
    let prefix =
      (modifiers.contains(.control) ? "c-" : "") + (modifiers.contains(.shift) ? "s-" : "")
    guard case .character(let character) = key, prefix.isEmpty else {
      return "<\(prefix)\(Self.name(of: key))>"
    }
    return character == "<" ? "<lt>" : String(character)
  }

  /// The key as written in hints, help and palette.
  ///
  /// - Parameter glyphs: The glyphs of the arrows and of shift.
  /// - Returns: For example `←`, `pgup`, `ctrl-r` or `H`.
  package func label(glyphs: GlyphSet) -> String {
    let isShifted = modifiers.contains(.shift)
    let prefix = (modifiers.contains(.control) ? "ctrl-" : "") + (isShifted ? "shift-" : "")
    return switch key {
    case .left: prefix + (glyphs == .ascii ? "left" : String(glyphs.left))
    case .right: prefix + (glyphs == .ascii ? "right" : String(glyphs.right))
    case .up: prefix + (glyphs == .ascii ? "up" : String(glyphs.up))
    case .down: prefix + (glyphs == .ascii ? "down" : String(glyphs.down))
    default: prefix + Self.name(of: key)
    }
  }

  /// The key with a name in angle brackets; `nil` for an unknown name.
  init?(notation: String) {
    if let key = Self.key(named: notation) {
      self.init(key)
      return
    }
    var name = Substring(notation)
    var modifiers: Modifiers = []
    while name.count > 2 {
      if name.hasPrefix("c-") {
        modifiers.insert(.control)
      } else if name.hasPrefix("s-") {
        modifiers.insert(.shift)
      } else {
        break
      }
      name = name.dropFirst(2)
    }
    guard let key = Self.key(named: String(name)) else { return nil }
    self.init(key, modifiers: modifiers)
  }

  private static let namedKeys: [Key] = [
    .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .tab, .backTab,
    .backspace, .delete, .character(" "),
  ]

  private static func name(of key: Key) -> String {
    switch key {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .up: "up"
    case .down: "down"
    case .left: "left"
    case .right: "right"
    case .pageUp: "pgup"
    case .pageDown: "pgdn"
    case .home: "home"
    case .end: "end"
    case .enter: "enter"
    case .escape: "esc"
    case .tab: "tab"
    case .backTab: "s-tab"
    case .backspace: "bs"
    case .delete: "del"
    case .function(let number): "f\(number)"
    case .click(let column, let row): "click \(column),\(row)"
    }
  }

  private static func key(named name: String) -> Key? {
    if name == "lt" { return .character("<") }
    if let key = namedKeys.first(where: { Self.name(of: $0) == name }) { return key }
    if name.count == 1, let character = name.first { return .character(character) }
    if name.hasPrefix("click ") { return click(name.dropFirst(6)) }
    guard name.hasPrefix("f"), let number = Int(name.dropFirst(), radix: 10),
      (1...24).contains(number)
    else {
      return nil
    }
    return .function(number)
  }

  /// A click by its column and row.
  private static func click(_ text: Substring) -> Key? {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Int($0, radix: 10)
    }
    guard numbers.count == 2, let column = numbers[0], let row = numbers[1],
      (0..<10_000).contains(column), (0..<10_000).contains(row)
    else { return nil }
    return .click(column: column, row: row)
  }
}
