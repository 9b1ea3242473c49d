import Numerics
import Diagnostics
import Plotting

/// What a screen shows before its first measurement is there.
struct MeasuringCard {
  /// The title of the pane.
  let title: String
  /// What is done to the model while it is under way.
  let verb: String
  /// Why nothing is under way; `nil` when something is.
  let halt: String?
  /// The line above that reason.
  let haltTitle: String
  /// The key that begins anew.
  let hint: String
  /// How far the work is.
  let progress: DiagnosisProgress?
}

extension Frame {
  /// Draws how far the first measurement is, or why there is none.
  mutating func drawMeasuring(
    _ card: MeasuringCard, _ state: ExplorerState, in body: Rect, ink: Ink
  ) {
    let lines = lines(card, state, columns: body.inset(by: 2).columns, ink: ink)
    drawNotice(lines, title: card.title, in: body, ink: ink)
  }

  private func lines(
    _ card: MeasuringCard, _ state: ExplorerState, columns: Int, ink: Ink
  ) -> [(text: String, style: Style)] {
    guard let model = state.model else { return [("no model is open yet", ink.faint)] }
    if let halt = card.halt {
      return [(card.haltTitle, ink.warning)]
        + halt.wrapped(to: columns, glyphs: ink.glyphs).map { ($0, ink.text) } + [
          (card.hint, ink.faint)
        ]
    }
    let fraction = Float(card.progress?.fraction ?? 0)
    let bar = HorizontalBar.text(
      fraction: fraction, columns: min(40, max(10, columns - 8)), glyphs: ink.glyphs)
    return [
      (
        "\(card.verb) "
          + model.title.shortened(
            to: columns - card.verb.columns(glyphs: ink.glyphs) - 1, glyphs: ink.glyphs), ink.accent
      ),
      ("[\(bar)] \(Int(clamping: fraction * 100, to: 0...100))%", ink.text),
      (card.progress?.stage ?? "reading the samples", ink.text),
      ("", ink.text),
      ("Esc stops; other screens can be used in the meantime", ink.faint),
    ]
  }
}
