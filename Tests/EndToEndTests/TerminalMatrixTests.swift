import TestSupport
import Testing

/// The explorer on every kind of terminal, in both kinds of locale, at usual and unusual sizes.
struct TerminalMatrixTests {
  /// A terminal by its name, the locale, and its extent.
  struct Place: Sendable, CustomTestStringConvertible {
    let term: String
    let locale: String
    let columns: Int
    let rows: Int

    var testDescription: String { "\(term) \(locale) \(columns)x\(rows)" }
    var isUnicode: Bool { locale == "C.UTF-8" }
  }

  private static let terms = [
    "xterm-256color", "xterm-kitty", "xterm-direct", "tmux-256color", "screen", "linux", "vt100",
  ]
  private static let places = terms.flatMap { term in
    ["C.UTF-8", "C"].flatMap { locale in
      [(80, 24), (100, 30), (20, 5)].map {
        Place(term: term, locale: locale, columns: $0.0, rows: $0.1)
      }
    }
  }

  private func start(_ place: Place) throws -> PseudoTerminal {
    try PseudoTerminal(
      BuiltProgram.path, [try TrainedModel.path()],
      environment: [
        "TERM": place.term, "LC_ALL": place.locale, "PATH": "/usr/bin:/bin",
        "SWIFT_BACKTRACE": "enable=no",
      ], columns: place.columns, rows: place.rows)
  }

  /// Something of every screen, then the end; nothing that the terminal does not know, and nothing outside of it.
  private func expectUsable(_ terminal: PseudoTerminal, _ place: Place) throws {
    if place.columns >= 80 {
      try terminal.wait(forText: "flux")
      // A notice gives way to a key.
      terminal.send("l")
      try terminal.wait(forText: "undo 1")
      let uncovered = terminal.screen.line(4)
      terminal.send("?")
      try terminal.wait(for: "the help") { $0.line(4) != uncovered }
      terminal.send("\u{1B}")
      try terminal.wait(for: "no help") { $0.line(4) == uncovered }
    } else {
      try terminal.wait(for: "the smallest screen") { !$0.text.allSatisfy { $0.isWhitespace } }
    }
    terminal.resize(columns: place.columns + 7, rows: place.rows + 3)
    try terminal.wait(for: "the other size") { !$0.text.allSatisfy(\.isWhitespace) }
    try terminal.waitForRest()
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.screen.unknown == [] && terminal.screen.scrollCount == 0)
    #expect(terminal.hasInitialModes)
    #expect(terminal.screen.modes.isSuperset(of: [25]) && !terminal.screen.modes.contains(1049))
    let printed = String(decoding: terminal.transcript, as: UTF8.self)
    if !place.isUnicode { #expect(printed.utf8.allSatisfy { $0 < 0x80 }) }
    #expect(!printed.contains(#/\u{1B}\[\d*b/#), "repeats characters")
  }

  @Test(arguments: places)
  func isUsable(place: Place) throws {
    let terminal = try start(place)
    try expectUsable(terminal, place)
  }

  /// Names that no system has an entry of; 256 colours and UTF-8 stay what they are, and the user is told once.
  @Test(arguments: [
    "rxvt-unheard-256color", "gnome-unheard", "vte-unheard-256color", "konsole-unheard",
    "putty-unheard-256color", "xterm-unheard", "foot-unheard", "screen.unheard-256color",
    "tmux-unheard-256color", "unheard-of-256color",
  ])
  func fallsBackByFamily(term: String) throws {
    let place = Place(term: term, locale: "C.UTF-8", columns: 100, rows: 30)
    let terminal = try start(place)
    try terminal.wait(forText: "does not know TERM=\(term): drawing as for ")
    try terminal.wait(forText: "flux")
    #expect(terminal.screen.text.contains { "▀▄█".contains($0) }, "\(term) draws half blocks")
    #expect(terminal.screen.cells.contains { $0.pen.foreground != .terminal })
    try expectUsable(terminal, place)
  }

  /// tmux on a system whose database is older than its name.
  @Test(.enabled(if: Namespace.isAvailable, "needs a mount namespace of its own"))
  func drawsInTmuxWithoutItsEntry() throws {
    let hide = """
      for f in /etc/terminfo /lib/terminfo /usr/share/terminfo; do
      if [ -e $f/t/tmux-256color ]; then mount --bind /dev/null $f/t/tmux-256color; fi
      done; exec "$0" "$@"
      """
    let terminal = try PseudoTerminal(
      "/usr/bin/unshare",
      ["-rm", "/bin/sh", "-c", hide, BuiltProgram.path, try TrainedModel.path()],
      environment: [
        "TERM": "tmux-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "SWIFT_BACKTRACE": "enable=no",
      ], columns: 100, rows: 30)
    try terminal.wait(
      forText: "this system does not know TERM=tmux-256color: drawing as for screen-256color")
    try terminal.wait(forText: "flux")
    let place = Place(term: "tmux-256color", locale: "C.UTF-8", columns: 100, rows: 30)
    try expectUsable(terminal, place)
  }
}

/// Whether a process may see other files than the rest of the system does.
private enum Namespace {
  static let isAvailable: Bool = {
    let probe = try? PseudoTerminal(
      "/usr/bin/unshare", ["-rm", "/bin/sh", "-c", "mount --bind /dev/null /etc/hostname"],
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    return (try? probe?.waitForEnd()) == .exited(0)
  }()
}
