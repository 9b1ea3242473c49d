import Maps
import Models
import Plotting

extension Frame {
  /// Draws the line with the model's facts and the tabs of the screens.
  mutating func drawHeader(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let facts = HeaderFacts(state, ink: ink)
    let names = HeaderTabs.allCases.map { $0.text(state.screen, of: state.table.screens, ink: ink) }
    // What is dropped first, where there is no room: the program's name, the names of other screens, the
    // middle of the model's name.
    let candidates = [(facts.full, names[0])] + names.map { (facts.short, $0) }
    let whole = candidates.first {
      ($0.0 + " " + $0.1).columns(glyphs: ink.glyphs) <= rect.columns
    }
    let tabs = whole?.1 ?? names[names.count - 1]
    let start = rect.endColumn - tabs.columns(glyphs: ink.glyphs)
    let line = whole?.0 ?? facts.text(columns: start - 1, glyphs: ink.glyphs)
    write(line, column: rect.column, row: rect.row, style: ink.text, limit: rect.columns)
    write(tabs, column: max(rect.column, start), row: rect.row, style: ink.accent)
    let form = HeaderTabs.allCases[names.firstIndex(of: tabs) ?? names.count - 1]
    var column = max(rect.column, start)
    for screen in state.table.screens {
      let width = form.text(of: screen, state.screen, ink: ink).columns(glyphs: ink.glyphs)
      offer(
        Rect(column: column, row: rect.row, columns: width, rows: 1), command: screen.name)
      column += width + 1
    }
  }
}

/// The header's text about the model, or about the points without one.
private struct HeaderFacts {
  /// The columns of a name that are kept before facts are dropped.
  private static let leastNameColumns = 8

  private let name: String
  private let facts: [String]

  init(_ state: ExplorerState, ink: Ink) {
    guard let model = state.model else {
      (name, facts) = (state.subject ?? "", [])
      return
    }
    let shape = model.sampleShape.map(String.init).joined(separator: String(ink.glyphs.times))
    name = model.title
    let training = model.training.map {
      $0.objective
        + ($0.beta.map { " \(ink.glyphs.beta)=\(NumberText.compact($0))" } ?? "")
    }
    facts = ["z\(model.latentCount)", shape, training].compactMap(\.self)
  }

  /// The whole text after the program's name.
  var full: String { name.isEmpty ? short : " latentty " + short }
  /// The whole text.
  var short: String { " " + (name.isEmpty ? "latentty" : joined(name, facts)) }

  /// What fits: a long name is shortened to its minimum, then the last facts are dropped.
  func text(columns: Int, glyphs: GlyphSet) -> String {
    let least = min(name.columns(glyphs: glyphs), Self.leastNameColumns)
    let shown = (0...facts.count).reversed().map { Array(facts.prefix($0)) }
      .first { joined("", $0).columns(glyphs: glyphs) + 1 + least <= columns }
    let room = columns - 1 - joined("", shown ?? []).columns(glyphs: glyphs)
    return (" " + joined(name.shortened(to: room, glyphs: glyphs), shown ?? []))
      .clipped(to: columns, glyphs: glyphs)
  }

  private func joined(_ name: String, _ facts: [String]) -> String {
    ([name] + facts).joined(separator: "  ")
  }
}

/// How the header shows the screens other than the current one.
private enum HeaderTabs: CaseIterable {
  /// By name.
  case names
  /// By abbreviation.
  case abbreviations
  /// By digit.
  case digits
  /// By digit, with the current one's name abbreviated.
  case least

  private static let abbreviationLength = 4

  /// The screens in their order, the current one with its full name.
  func text(_ front: Screen, of screens: [Screen], ink: Ink) -> String {
    screens.map { text(of: $0, front, ink: ink) }.joined(separator: " ")
  }

  /// One screen.
  func text(of screen: Screen, _ front: Screen, ink: Ink) -> String {
    let digit = screen.digit
    guard screen != front else {
      let name =
        self == .least ? String(screen.title.prefix(Self.abbreviationLength)) : screen.title
      return "\(digit)\(ink.glyphs.chosenOpening)\(name)\(ink.glyphs.chosenClosing)"
    }
    switch self {
    case .names: return "\(digit) \(screen.title) "
    case .abbreviations: return "\(digit) \(screen.title.prefix(Self.abbreviationLength))"
    case .digits, .least: return "\(digit)"
    }
  }
}
