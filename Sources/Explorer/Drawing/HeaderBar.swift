import Maps
import Models
import Plotting

extension Frame {
  /// Draws the line with the model's facts and the screens that exist.
  mutating func drawHeader(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let facts = Self.facts(of: state, ink: ink).joined(separator: "  ")
    let names = HeaderTabs.allCases.map { $0.text(state.screen, ink: ink) }
    let full = " latentty" + (facts.isEmpty ? "" : "  \(facts)")
    let short = facts.isEmpty ? " latentty" : " \(facts)"
    // Of what does not fit first the program's own name goes, then the names of the other screens.
    let candidates = [(full, names[0])] + names.map { (short, $0) }
    let (text, tabs) =
      candidates.first { ($0.0 + " " + $0.1).columns(glyphs: ink.glyphs) <= rect.columns }
      ?? (short, names[1])
    let start = rect.endColumn - tabs.columns(glyphs: ink.glyphs)
    let line = text.clipped(to: start - 1, glyphs: ink.glyphs)
    write(line, column: rect.column, row: rect.row, style: ink.text, limit: rect.columns)
    write(tabs, column: max(rect.column, start), row: rect.row, style: ink.accent)
  }

  private static func facts(of state: ExplorerState, ink: Ink) -> [String] {
    guard let model = state.model else { return state.map.points.map { [$0.label] } ?? [] }
    let training = model.training
    let beta = NumberText.compact(training.beta)
    let shape = model.sampleShape.map(String.init).joined(separator: String(ink.glyphs.times))
    return [
      model.title, "z\(model.latentCount)", shape,
      "\(training.objective) \(ink.glyphs.beta)=\(beta)",
    ]
  }
}

/// How much the header says of the screens that are not shown.
private enum HeaderTabs: CaseIterable {
  /// Their names.
  case names
  /// The beginnings of their names.
  case abbreviations
  /// The digits that open them.
  case digits

  private static let abbreviationLength = 4

  /// The screens in their order, the one in front with its full name.
  func text(_ front: ScreenKind, ink: Ink) -> String {
    ScreenKind.allCases.map { screen in
      let digit = screen.digit
      guard screen != front else {
        return "\(digit)\(ink.glyphs.chosenOpening)\(screen.title)\(ink.glyphs.chosenClosing)"
      }
      switch self {
      case .names: return "\(digit) \(screen.title) "
      case .abbreviations: return "\(digit) \(screen.title.prefix(Self.abbreviationLength))"
      case .digits: return "\(digit)"
      }
    }.joined(separator: " ")
  }
}
