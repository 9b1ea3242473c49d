import CTerminal
import Platform
import Plotting

/// Finds out what the user's terminal can show.
///
/// A command line option overrides the environment, the environment the terminfo entry. The terminal's own answers
/// come later: ``TerminalDescription/taking(_:)``.
package struct CapabilityProbe {
  /// What terminfo knows of a name.
  package enum EntryFacts: Sendable, Equatable {
    /// There is no such entry.
    case unknown
    /// The terminal only prints lines.
    case withoutAddressing
    /// The number of colours; 0 for a monochrome terminal.
    case colors(Int)
  }

  /// The character encoding of the locale.
  package enum Encoding: Int32, Sendable {
    /// Nothing outside ASCII may be printed.
    case ascii = 0
    /// The user's locale is UTF-8.
    case utf8 = 1
    /// The requested locale does not exist; `C.UTF-8` is used instead.
    case substitutedUTF8 = 2
  }

  private let environment: (String) -> String?
  private let encoding: (_ wantsUTF8: Bool) -> Encoding
  private let entryFacts: (String) -> EntryFacts

  /// Creates a probe on given facts.
  package init(
    environment: @escaping (String) -> String?,
    encoding: @escaping (_ wantsUTF8: Bool) -> Encoding,
    entryFacts: @escaping (String) -> EntryFacts
  ) {
    self.environment = { name in environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    self.encoding = encoding
    self.entryFacts = entryFacts
  }

  /// The probe of this process; describing sets the locale of characters, so that it comes first.
  package static var system: CapabilityProbe {
    CapabilityProbe(
      environment: { name in getenv(name).map { String(cString: $0) } },
      encoding: { Encoding(rawValue: ct_locale_set($0)) ?? .ascii },
      entryFacts: { name in
        switch ct_entry_color_count(name) {
        case -1: .unknown
        case -2: .withoutAddressing
        case let count: .colors(Int(count))
        }
      })
  }

  /// Describes the terminal.
  ///
  /// - Parameter request: What the user asked for.
  /// - Returns: What was chosen, with the reasons.
  /// - Throws: `TerminalError.cannotPlaceText` for terminals that only print lines.
  package func describe(
    _ request: TerminalRequest = TerminalRequest()
  ) throws(TerminalError) -> TerminalDescription {
    let term = environment("TERM") ?? ""
    let family = TerminalFamily.family(of: term)
    var notes: [String] = []
    let base = try baseEntry(term: term, family: family, notes: &notes)
    let color = chooseColor(request.color, term: term, entryColors: base.colorCount)
    let graphics = chooseGraphics(
      request.graphics, entry: base.entry, color: color.mode, notes: &notes)
    let (background, conduct) = (background, conduct(term, family))
    var questions = TerminalQuestions(conduct)
    if conduct != .literal, request.ambiguous == nil, graphics.mode != .ascii {
      questions.insert(.ambiguousWidth)
    }
    let description = TerminalDescription(
      capabilities: TerminalCapabilities(graphics: graphics.mode, color: color.mode),
      entry: entry(for: color.mode, base: base),
      graphicsReason: graphics.reason, colorReason: color.reason,
      isLight: background.isLight, backgroundReason: background.reason,
      notes: notes, hasMarkedPaste: conduct != .literal, questions: questions)
    return request.ambiguous == .wide ? description.drawingAmbiguousWide : description
  }
}

extension CapabilityProbe {
  /// A terminal known only by its colours is most likely compatible with xterm.
  private func conduct(_ term: String, _ family: TerminalFamily?) -> TerminalFamily.Conduct? {
    if let family { return family.conduct }
    return hasPalette(term, nil) ? .xterm : nil
  }

  /// Whether the environment says that the background is light, and how.
  ///
  /// `COLORFGBG`, as rxvt, Konsole and others set it, ends in the background's place among the sixteen colours: 7 and those from
  /// 9 on are light.
  package var background: (isLight: Bool?, reason: String) {
    guard let value = environment("COLORFGBG") else { return (nil, "the background is unknown") }
    let last = value.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    let reason = "COLORFGBG=\(value)"
    guard last.utf8.allSatisfy({ (48...57).contains($0) }), let entry = UInt8(last), entry < 16
    else { return (nil, "\(reason) gives no background") }
    return (entry == 7 || entry > 8, reason)
  }
}

extension CapabilityProbe {
  private struct BaseEntry {
    var entry: TerminalEntry
    var colorCount: Int
  }

  private func baseEntry(
    term: String, family: TerminalFamily?, notes: inout [String]
  ) throws(TerminalError) -> BaseEntry {
    switch term.isEmpty ? .unknown : entryFacts(term) {
    case .colors(let count): return BaseEntry(entry: .named(term), colorCount: count)
    case .withoutAddressing: throw .cannotPlaceText(term: term)
    case .unknown: break
    }
    let base = substitute(drawsPalette: hasPalette(term, family), family: family)
    let asked = term.isEmpty ? "TERM is not set" : "this system does not know TERM=\(term)"
    notes.append("\(asked): drawing as for \(base.name)")
    return base.entry
  }

  /// Whether a terminal without an entry draws 256 colours, by its name or the environment.
  private func hasPalette(_ term: String, _ family: TerminalFamily?) -> Bool {
    if family?.conduct == .literal { return false }
    if family?.drawsPalette == true || term.hasSuffix("-256color") { return true }
    return environment("COLORTERM") != nil || term.hasPrefix("xterm")
  }

  /// The best entry that this system has, and the program's own where it has none.
  private func substitute(
    drawsPalette: Bool, family: TerminalFamily?
  ) -> (entry: BaseEntry, name: String) {
    let related = family?.substitutes ?? []
    for name in (drawsPalette ? related + ["xterm-256color"] : related + ["vt100"]) {
      guard case .colors(let count) = entryFacts(name), drawsPalette == (count >= 256) else {
        continue
      }
      return (BaseEntry(entry: .named(name), colorCount: count), name)
    }
    let isColorless = !drawsPalette && related.allSatisfy { $0 == "vt100" }
    return (
      BaseEntry(entry: .exactColors, colorCount: drawsPalette ? 256 : isColorless ? 0 : 8),
      TerminalEntry.exactColors.description
    )
  }

  private func entry(for color: ColorMode, base: BaseEntry) -> TerminalEntry {
    let needed = [ColorMode.mono: 0, .ansi16: 8, .palette256: 256][color]
    if let needed, base.colorCount >= needed { return base.entry }
    if needed != nil, case .colors(256...) = entryFacts("xterm-256color") {
      return .named("xterm-256color")
    }
    return .exactColors
  }

  private func chooseColor(
    _ asked: ColorMode?, term: String, entryColors: Int
  ) -> (mode: ColorMode, reason: String) {
    if let asked { return (asked, "--color") }
    if environment("NO_COLOR") != nil { return (.mono, "NO_COLOR") }
    if let exact = exactColorReason(term) { return (.trueColor, exact) }
    switch entryColors {
    case 256...: return (.palette256, "\(entryColors) colours in terminfo")
    case 8...: return (.ansi16, "\(entryColors) colours in terminfo")
    default: return (.mono, "no colours in terminfo")
    }
  }

  /// The evidence that the terminal draws exact colours, `nil` when there is none.
  private func exactColorReason(_ term: String) -> String? {
    // GNU screen passes COLORTERM on but does not draw exact colours; the console rounds to 16.
    let isScreen = term.hasPrefix("screen") && environment("TMUX") == nil
    if isScreen || term == "linux" { return nil }
    if let value = environment("COLORTERM"), ["truecolor", "24bit"].contains(value) {
      return "COLORTERM=\(value)"
    }
    let isExact =
      term.hasSuffix("-direct") || TerminalFamily.family(of: term)?.drawsExactColors == true
    return isExact ? "TERM=\(term)" : nil
  }

  private func chooseGraphics(
    _ flag: GraphicsMode?, entry: TerminalEntry, color: ColorMode, notes: inout [String]
  ) -> (mode: GraphicsMode, reason: String) {
    let variable = environment("LATENTTY_GRAPHICS").flatMap(GraphicsMode.init(rawValue:))
    let asked = flag ?? variable
    let source = flag == nil ? "LATENTTY_GRAPHICS" : "--graphics"
    let encoding = encoding(asked != nil && asked != .ascii)
    if encoding == .ascii {
      if let asked, asked != .ascii {
        notes.append(
          "\(source) \(asked.rawValue) needs a UTF-8 locale; expected C.UTF-8, none here")
      }
      return (.ascii, "the locale is not UTF-8")
    }
    if encoding == .substitutedUTF8 {
      notes.append("the locale asked for is not installed here: using C.UTF-8")
    }
    if let asked { return (asked, source) }
    if case .named(let name) = entry, Self.isWithoutUnicode(name) {
      return (.ascii, "drawing as for \(name)")
    }
    if entry == .named("linux") { return (.half, "the console's font has no braille") }
    return color == .mono || color == .ansi16
      ? (.braille, "UTF-8, too few colours for pixels") : (.half, "UTF-8 and colours")
  }

  /// Terminals older than UTF-8, such as `vt100` and `ansi`.
  private static func isWithoutUnicode(_ name: String) -> Bool {
    guard let family = TerminalFamily.family(of: name) else { return false }
    return family.conduct == .literal || family.substitutes == ["vt100"]
  }
}
