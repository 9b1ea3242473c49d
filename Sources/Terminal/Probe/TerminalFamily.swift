/// What terminals of one family have in common, whatever the rest of their name.
struct TerminalFamily: Sendable, Equatable {
  /// How a terminal treats sequences that are not in its entry.
  enum Conduct: Sendable {
    /// Understands xterm's sequences, including queries.
    case xterm
    /// Answers the queries of ECMA-48, and obeys or ignores private modes.
    case standard
    /// Displays unknown sequences as text.
    case literal
  }

  /// Its sequences.
  let conduct: Conduct
  /// The entries to use where there is none for the name, best first.
  let substitutes: [String]
  /// Whether all of them draw 256 colours, whatever the name says.
  var drawsPalette = false
  /// Whether all of them draw exact colours.
  var drawsExactColors = false

  /// The family of a terminal, by the part before the first `-`, `.`, `+` or digit of its name.
  ///
  /// - Parameter name: The value of `TERM`.
  /// - Returns: The family, `nil` for one that is not known.
  static func family(of name: String) -> TerminalFamily? {
    let lowered = name.lowercased()
    if let family = exceptions[lowered] { return family }
    return all[String(lowered.prefix { !"-.+0123456789".contains($0) })]
  }

  private static let exact = TerminalFamily(
    conduct: .xterm, substitutes: ["xterm-256color"], drawsPalette: true, drawsExactColors: true)
  private static let modern = TerminalFamily(
    conduct: .xterm, substitutes: ["xterm-256color"], drawsPalette: true)
  private static let classic = TerminalFamily(
    conduct: .xterm, substitutes: ["xterm-256color", "xterm"])
  private static let digital = TerminalFamily(conduct: .standard, substitutes: ["vt100"])
  private static let literal = TerminalFamily(conduct: .literal, substitutes: ["ansi", "vt100"])

  private static let exceptions = ["xterm-kitty": exact, "xterm-ghostty": exact, "vt52": literal]

  private static let all: [String: TerminalFamily] = {
    var families: [String: TerminalFamily] = [
      "tmux": TerminalFamily(
        conduct: .xterm,
        substitutes: ["tmux-256color", "screen-256color", "xterm-256color", "tmux", "screen"]),
      "screen": TerminalFamily(
        conduct: .standard, substitutes: ["screen-256color", "xterm-256color", "screen"]),
      "rxvt": TerminalFamily(
        conduct: .xterm, substitutes: ["rxvt-unicode-256color", "xterm-256color", "rxvt", "xterm"]),
      "linux": TerminalFamily(conduct: .standard, substitutes: ["linux", "vt100"]),
      "vt": digital,
    ]
    let exactNames = ["foot", "kitty", "ghostty", "wezterm", "alacritty", "contour", "rio"]
    let modernNames = [
      "konsole", "vte", "gnome", "iterm", "mintty", "nsterm", "hterm", "terminology",
    ]
    let classicNames = [
      "xterm", "putty", "st", "stterm", "mlterm", "dtterm", "kterm", "eterm", "teraterm", "dvtm",
      "terminator",
    ]
    // Consoles that display the rest of an unknown sequence as text.
    let literalNames = [
      "ansi", "pcansi", "cons", "sun", "mach", "hurd", "cygwin", "wy", "adm", "tvi",
    ]
    for name in exactNames { families[name] = exact }
    for name in modernNames { families[name] = modern }
    for name in classicNames { families[name] = classic }
    for name in literalNames { families[name] = literal }
    return families
  }()
}
