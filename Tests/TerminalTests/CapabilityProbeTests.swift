import Plotting
import Testing

@testable import Terminal

struct CapabilityProbeTests {
  private static let database = [
    "xterm-256color": CapabilityProbe.EntryFacts.colors(256), "xterm": .colors(8),
    "screen-256color": .colors(256), "tmux-256color": .colors(256), "linux": .colors(8),
    "vt100": .colors(0), "dumb": .withoutAddressing,
  ]

  private func describe(
    _ environment: [String: String], encoding: CapabilityProbe.Encoding = .utf8,
    graphics: GraphicsMode? = nil, color: ColorMode? = nil, ambiguous: AmbiguousWidth? = nil,
    database: [String: CapabilityProbe.EntryFacts] = database
  ) throws -> TerminalDescription {
    let probe = CapabilityProbe(
      environment: { environment[$0] },
      encoding: { wantsUTF8 in encoding == .ascii && wantsUTF8 ? .substitutedUTF8 : encoding },
      entryFacts: { database[$0] ?? .unknown })
    return try probe.describe(
      TerminalRequest(graphics: graphics, color: color, ambiguous: ambiguous))
  }

  @Test(arguments: [
    (["TERM": "xterm-256color"], ColorMode.palette256, GraphicsMode.half),
    (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .trueColor, .half),
    (["TERM": "xterm-256color", "COLORTERM": "24bit", "NO_COLOR": "1"], .mono, .braille),
    (["TERM": "xterm-256color", "COLORTERM": "24bit", "NO_COLOR": ""], .trueColor, .half),
    (["TERM": "xterm"], .ansi16, .braille),
    (["TERM": "xterm-kitty"], .trueColor, .half),
    (["TERM": "xterm-unheard-of"], .palette256, .half),
    (["TERM": "screen-256color", "COLORTERM": "truecolor"], .palette256, .half),
    (["TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "x"], .trueColor, .half),
    (["TERM": "linux", "COLORTERM": "truecolor"], .ansi16, .half),
    (["TERM": "vt100"], .mono, .ascii),
    (["TERM": "never-seen"], .mono, .ascii),
    ([:], .mono, .ascii),
    (["TERM": "xterm-256color", "LATENTTY_GRAPHICS": "braille"], .palette256, .braille),
  ])
  func choosesByTheEnvironment(
    environment: [String: String], color: ColorMode, graphics: GraphicsMode
  ) throws {
    let capabilities = try describe(environment).capabilities
    #expect(capabilities == TerminalCapabilities(graphics: graphics, color: color))
  }

  @Test(
    arguments: [
      ("15;0", false), ("0;15", true), ("0;default;15", true), ("7;8", false), ("15;7", true),
      ("0;9", true), ("0;6", false), ("12", true), ("", nil), (";", nil), ("15;default", nil),
      ("0;16", nil), ("0;-1", nil), ("0;+7", nil), ("x;y", nil), ("0;99999999999999999999", nil),
    ] as [(String, Bool?)])
  func theBackgroundIsTheLastFieldOfAHint(hint: String, isLight: Bool?) throws {
    let description = try describe(["TERM": "xterm-256color", "COLORFGBG": hint])
    #expect(description.isLight == isLight)
    #expect(description.backgroundReason.contains(hint))
    #expect(try describe(["TERM": "xterm-256color"]).isLight == nil)
  }

  @Test func drawsDotsWhereBlocksTakeTwoColumns() throws {
    #expect(try describe(["TERM": "xterm-256color"]).capabilities.ambiguous == .narrow)
    let description = try describe(["TERM": "xterm-256color"], ambiguous: .wide)
    #expect(
      description.capabilities
        == TerminalCapabilities(graphics: .braille, color: .palette256, ambiguous: .wide))
    #expect(description.graphicsReason == "UTF-8 and colours, but blocks take two columns")
    #expect(!description.capabilities.hasOrnaments && description.capabilities.isUnicode)
    let asked = try describe(["TERM": "vt100"], graphics: .half, ambiguous: .wide)
    #expect(asked.graphicsReason == "--graphics, but blocks take two columns")
  }

  @Test func drawsInASCIIWhereTheLocaleHasNothingElse() throws {
    let description = try describe(["TERM": "xterm-256color"], encoding: .ascii)
    #expect(description.capabilities.graphics == .ascii)
    #expect(description.graphicsReason == "the locale is not UTF-8")
  }

  @Test func saysThatALocaleIsMissing() throws {
    let description = try describe(["TERM": "xterm-256color"], encoding: .substitutedUTF8)
    #expect(description.capabilities.graphics == .half)
    #expect(description.notes == ["the locale asked for is not installed here: using C.UTF-8"])
  }

  @Test func letsFlagsWin() throws {
    let mono = try describe(
      ["TERM": "xterm-256color", "COLORTERM": "truecolor", "LATENTTY_GRAPHICS": "half"],
      graphics: .ascii, color: .mono)
    #expect(mono.capabilities == TerminalCapabilities(graphics: .ascii, color: .mono))
    #expect(mono.graphicsReason == "--graphics" && mono.colorReason == "--color")
    let exact = try describe(
      ["TERM": "vt100", "NO_COLOR": "1"], graphics: .half, color: .trueColor)
    #expect(exact.capabilities == TerminalCapabilities(graphics: .half, color: .trueColor))
    #expect(exact.entry == .exactColors)
    let braille = try describe(["TERM": "xterm"], encoding: .ascii, graphics: .braille)
    #expect(braille.capabilities.graphics == .braille)
  }

  @Test func drawsByAnEntryThatHasTheColors() throws {
    #expect(try describe(["TERM": "tmux-256color"]).entry == .named("tmux-256color"))
    #expect(try describe(["TERM": "xterm"], color: .palette256).entry == .named("xterm-256color"))
    #expect(try describe(["TERM": "vt100"], color: .ansi16).entry == .named("xterm-256color"))
    #expect(try describe(["TERM": "foot"], color: .mono).entry == .named("xterm-256color"))
  }

  @Test func drawsWithoutADatabase() throws {
    let description = try describe(["TERM": "xterm-256color"], database: [:])
    #expect(description.entry == .exactColors)
    #expect(description.capabilities.color == .palette256)
  }

  @Test func tellsOnceAboutAnUnknownTerminal() throws {
    #expect(
      try describe(["TERM": "xterm-kitty"]).notes
        == ["this system does not know TERM=xterm-kitty: drawing as for xterm-256color"])
    #expect(try describe([:]).notes == ["TERM is not set: drawing as for vt100"])
    let unheard = try describe(["TERM": "never-seen"])
    #expect(unheard.entry == .named("vt100"))
    #expect(unheard.notes == ["this system does not know TERM=never-seen: drawing as for vt100"])
  }

  /// Names of terminals of 256 colours, on a system that knows none of them.
  @Test(arguments: [
    "tmux-256color", "screen-256color", "screen.xterm-256color", "rxvt-256color",
    "rxvt-unicode-256color", "gnome-256color", "vte-256color", "konsole-256color", "st-256color",
    "putty-256color", "mlterm-256color", "nsterm-256color", "Eterm-256color", "iTerm2.app", "foot",
    "xterm-ghostty", "alacritty", "wezterm", "dvtm-256color", "unheard-of-256color",
  ])
  func fallsBackByFamily(term: String) throws {
    let description = try describe(
      ["TERM": term], database: ["xterm-256color": .colors(256), "vt100": .colors(0)])
    #expect(description.capabilities.graphics == .half)
    #expect([.palette256, .trueColor].contains(description.capabilities.color))
    #expect(
      description.notes
        == ["this system does not know TERM=\(term): drawing as for xterm-256color"])
    let bare = try describe(["TERM": term], database: [:])
    #expect(bare.entry == .exactColors && bare.capabilities.graphics == .half)
  }

  @Test func prefersAnEntryOfTheFamily() throws {
    let database: [String: CapabilityProbe.EntryFacts] = [
      "xterm-256color": .colors(256), "screen-256color": .colors(256), "screen": .colors(8),
      "rxvt-unicode-256color": .colors(256), "vt100": .colors(0), "xterm": .colors(8),
    ]
    func entry(_ environment: [String: String]) throws -> TerminalEntry {
      try describe(environment, database: database).entry
    }
    #expect(try entry(["TERM": "tmux-256color"]) == .named("screen-256color"))
    #expect(try entry(["TERM": "rxvt-256color"]) == .named("rxvt-unicode-256color"))
    #expect(try entry(["TERM": "tmux"]) == .named("screen"))
    #expect(try entry(["TERM": "putty"]) == .named("xterm"))
    #expect(try entry(["TERM": "putty", "COLORTERM": "yes"]) == .named("xterm-256color"))
    #expect(try entry(["TERM": "vt320"]) == .named("vt100"))
    #expect(try entry(["TERM": "no-such-terminal", "COLORTERM": "1"]) == .named("xterm-256color"))
  }

  @Test func asksOnlyWhatIsNotPrinted() throws {
    func questions(_ term: String) throws -> TerminalQuestions {
      try describe(["TERM": term]).questions
    }
    let all: TerminalQuestions = [.status, .background, .ambiguousWidth]
    #expect(try questions("xterm-256color") == all && questions("tmux-256color") == all)
    #expect(try questions("vte-256color") == all)
    #expect(try questions("linux") == [.status, .ambiguousWidth])
    #expect(try questions("screen-256color") == [.status, .ambiguousWidth])
    // No glyphs but those of ASCII are drawn there.
    #expect(try questions("vt100") == .status && questions("never-seen") == .status)
    #expect(
      try describe(["TERM": "xterm-256color"], encoding: .ascii).questions == [
        .status, .background,
      ])
    #expect(
      try describe(["TERM": "xterm-256color"], ambiguous: .wide).questions == [
        .status, .background,
      ])
    #expect(try questions("ansi") == [] && questions("sun") == [] && questions("cons25") == [])
    #expect(try !describe(["TERM": "ansi"]).hasMarkedPaste)
    for term in ["screen", "rxvt", "linux", "vt100", "never-seen", ""] {
      #expect(try describe(["TERM": term]).hasMarkedPaste)
    }
  }

  @Test func takesWhatTheTerminalSays() throws {
    let description = try describe(["TERM": "xterm-256color", "COLORFGBG": "15;0"])
    #expect(description.taking(TerminalAnswers()) == description && description.isLight == false)
    var answers = TerminalAnswers()
    answers.note(.background(red: 1, green: 1, blue: 0.9))
    #expect(description.taking(answers).isLight == true)
    #expect(description.taking(answers).backgroundReason == "the terminal says so")
    answers.note(.cursor(row: 1, column: 3))
    let wide = description.taking(answers)
    #expect(wide.capabilities.ambiguous == .wide && wide.capabilities.graphics == .braille)
    #expect(wide.graphicsReason == "UTF-8 and colours, but blocks take two columns")
    #expect(wide.entry == description.entry)
    answers.note(.cursor(row: 1, column: 5))
    answers.note(.cursor(row: 5, column: 2))
    #expect(description.taking(answers) == wide)
  }

  @Test func refusesATerminalThatOnlyPrintsLines() {
    #expect(throws: TerminalError.cannotPlaceText(term: "dumb")) { try describe(["TERM": "dumb"]) }
  }
}
