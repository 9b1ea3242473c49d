import Plotting

extension Frame {
  /// Draws the field for a value over the sliders.
  mutating func draw(_ value: ValueState, _ state: ExplorerState, in body: Rect, ink: Ink) {
    let extent = NumberText.compact(Double(state.range(of: value.latent).upperBound))
    let inside = drawOverlayBox(
      body.centered(columns: 58, rows: 4), title: "type a value",
      trailingTitle: "-\(extent) to \(extent)", ink: ink)
    drawTextField(
      value.field, prompt: " \(state.title(of: value.latent)) = ", column: inside.column,
      row: inside.row, columns: inside.columns, ink: ink)
    writeField(
      " " + (value.complaint ?? "a number, or another latent: z7=1.5"), column: inside.column,
      row: inside.row + 1, columns: inside.columns,
      style: value.complaint == nil ? ink.faint : ink.error, glyphs: ink.glyphs)
  }
}
