import Diagnostics
import Numerics
import Plotting

extension Frame {
  /// Draws the progress of a study that has no result yet, or why there is none.
  mutating func drawStudy<Request: StudyRequest>(
    _ type: Request.Type, _ state: ExplorerState, in body: Rect, ink: Ink
  ) {
    let lines = Self.lines(type, state, columns: body.inset(by: 2).columns, ink: ink)
    drawNotice(lines, title: type.words.title, in: body, ink: ink)
  }

  private static func lines<Request: StudyRequest>(
    _ type: Request.Type, _ state: ExplorerState, columns: Int, ink: Ink
  ) -> [(text: String, style: Style)] {
    guard let model = state.model else { return [("no model is open yet", ink.faint)] }
    let (words, study) = (type.words, state.study(type))
    if let halt = study.halt {
      return [("not \(words.participle)", ink.warning)]
        + halt.wrapped(to: columns, glyphs: ink.glyphs).map { ($0, ink.text) }
        + [("r \(words.imperative)s again", ink.faint)]
    }
    let fraction = Float(study.progress?.fraction ?? 0)
    let bar = HorizontalBar.text(
      fraction: fraction, columns: min(40, max(10, columns - 8)), glyphs: ink.glyphs)
    let room = columns - words.verb.columns(glyphs: ink.glyphs) - 1
    return [
      ("\(words.verb) " + model.title.shortened(to: room, glyphs: ink.glyphs), ink.accent),
      ("[\(bar)] \(Int(clamping: fraction * 100, to: 0...100))%", ink.text),
      (study.progress?.stage ?? "reading the samples", ink.text),
      ("", ink.text),
      ("Esc stops; other screens can be used in the meantime", ink.faint),
    ]
  }
}
