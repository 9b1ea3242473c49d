public import Plotting

extension KeyPress {
  /// The key as written in a script, for example `j`, `<left>`, `<s-left>` or `<c-r>`.
  public var notation: String {
    let name = Self.name(of: key)
    let prefix =
      (modifiers.contains(.control) ? "c-" : "") + (modifiers.contains(.shift) ? "s-" : "")
    if case .character = key, prefix.isEmpty { return name == "<" ? "<lt>" : name }
    return "<\(prefix)\(name)>"
  }

  /// The key as named in hints, help and palette.
  ///
  /// - Parameter glyphs: Names the arrows and shift.
  /// - Returns: For example `←`, `pgup`, `ctrl-r` or `H`.
  public func label(glyphs: GlyphSet) -> String {
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

  /// The key that a name within angle brackets stands for; `nil` for an unknown name.
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

  private static let names: [(name: String, key: Key)] = [
    ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("pgup", .pageUp),
    ("pgdn", .pageDown), ("home", .home), ("end", .end), ("enter", .enter), ("esc", .escape),
    ("tab", .tab), ("s-tab", .backTab), ("bs", .backspace), ("del", .delete),
    ("space", .character(" ")), ("lt", .character("<")),
  ]

  private static func name(of key: Key) -> String {
    if let entry = names.first(where: { $0.key == key && $0.name != "lt" }) { return entry.name }
    return switch key {
    case .character(let character): String(character)
    case .function(let number): "f\(number)"
    default: preconditionFailure("KeyPress: \(key) has no name")
    }
  }

  private static func key(named name: String) -> Key? {
    if let entry = names.first(where: { $0.name == name }) { return entry.key }
    if name.count == 1, let character = name.first { return .character(character) }
    guard name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...24).contains(number) else {
      return nil
    }
    return .function(number)
  }
}
