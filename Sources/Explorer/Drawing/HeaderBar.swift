import Maps
import Models
import Plotting

extension Frame {
  /// Draws the line with the model's facts and the screens that exist.
  mutating func drawHeader(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let tabs = ScreenKind.allCases.map { screen in
      let digit = screen.digit
      return screen == state.screen
        ? "\(digit)\(ink.glyphs.chosenOpening)\(screen.title)\(ink.glyphs.chosenClosing)"
        : "\(digit) \(screen.title) "
    }.joined(separator: " ")
    let start = rect.endColumn - tabs.count
    let facts = " " + Self.facts(of: state, ink: ink).joined(separator: "  ")
    // The name of the program is what one knows best.
    let named = " latentty " + facts
    let line = (named.count < start ? named : facts).clipped(to: start - 1, glyphs: ink.glyphs)
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
