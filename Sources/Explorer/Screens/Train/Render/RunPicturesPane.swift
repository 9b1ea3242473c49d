import Numerics
import Plotting
import Runs
import Tensors

extension Frame {
  /// Draws images of the selected run at a step, in rows.
  mutating func drawRunPictures(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    let inside = pane.inset(by: 1)
    let pictures = state.shownPictures
    let title =
      pictures.map { "\($0.title)  step \($0.step)" }
      ?? (state.train.pictureStep.map { "\(state.train.side.rawValue)  step \($0)" }
        ?? state.train.side.rawValue)
    let steps = state.pictureSteps
    let place = state.train.pictureStep.flatMap { steps.lastIndex(of: $0) } ?? steps.count - 1
    let scaling = state.train.side == .reconstructions ? "  each pair scaled" : "  each scaled"
    drawBox(
      pane, title: title + (pictures == nil ? "" : scaling),
      trailingTitle: steps.isEmpty ? "" : "[ ] \(place + 1) of \(steps.count)",
      style: ink.box)
    guard let pictures, !pictures.rows.isEmpty, inside.rows > 0 else {
      let reason =
        state.awaited[RunPicturesRequest.kind] != nil
        ? "decoding" : state.message?.kind == .failed ? "" : "no pictures of this step"
      writeField(
        reason, column: inside.column + 1, row: inside.row, columns: max(0, inside.columns - 1),
        style: ink.faint, glyphs: ink.glyphs)
      return
    }
    drawGrid(pictures, state, in: inside, ink: ink)
  }

  private mutating func drawGrid(
    _ pictures: RunPictures, _ state: ExplorerState, in inside: Rect, ink: Ink
  ) {
    let labelColumns = (pictures.labels.map { $0.columns(glyphs: ink.glyphs) }.max() ?? -1) + 1
    let rowCount = min(pictures.rows.count, max(1, inside.rows / 3))
    let height = inside.rows / rowCount
    let shape = pictures.rows[0].first?.shape ?? [1, 1, 1]
    let depiction = state.depiction(of: pictures.data)
    let aspect = depiction.aspect(shape)
    let room = inside.columns - labelColumns
    guard room >= 2 else { return }
    let width = min(
      max(4, Int(clamping: (Double(2 * height) * aspect).rounded(), to: 0...room) + 1), room)
    let isPaired = state.train.side == .reconstructions
    for (index, samples) in pictures.rows.prefix(rowCount).enumerated() {
      let row = inside.row + index * height
      if index < pictures.labels.count {
        write(
          pictures.labels[index], column: inside.column, row: row + height / 2, style: ink.faint)
      }
      let count = max(1, (inside.columns - labelColumns) / width)
      for (place, number) in Array(samples.indices).evenly(count).enumerated() {
        // On a common scale, images from the far ends of the latents would make the others invisible.
        let compared = isPaired ? pictures.rows.map { $0[number] } : [samples[number]]
        var look = state.look(covering: compared, of: pictures.data)
        look.isTile = true
        let cell = Rect(
          column: inside.column + labelColumns + place * width, row: row, columns: width - 1,
          rows: height)
        depiction.draw(samples[number], look, in: cell, into: &self, ink: ink)
      }
    }
  }
}

extension Array {
  /// At most `limit` elements, evenly spaced, including both ends.
  fileprivate func evenly(_ limit: Int) -> [Element] {
    guard count > limit, limit > 1 else { return Array(prefix(Swift.max(0, limit))) }
    return (0..<limit).map { self[$0 * (count - 1) / (limit - 1)] }
  }
}
