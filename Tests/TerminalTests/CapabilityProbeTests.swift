import Plotting
import Terminal
import Testing

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

  @Test func refusesATerminalThatOnlyPrintsLines() {
    #expect(throws: TerminalError.cannotPlaceText(term: "dumb")) { try describe(["TERM": "dumb"]) }
  }
}
