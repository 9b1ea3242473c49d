import Datasets
import Plotting

extension Frame {
  /// Draws the field for a value over the sliders.
  mutating func draw(_ value: ValueState, _ state: ExplorerState, in body: Rect, ink: Ink) {
    let inside = drawOverlayBox(
      body.centered(columns: 58, rows: 4), title: "type a value",
      trailingTitle: state.rangeText(of: value.latent), ink: ink)
    drawTextField(
      value.field, prompt: " \(state.title(of: value.latent)) = ", column: inside.column,
      row: inside.row, columns: inside.columns, ink: ink)
    writeField(
      " " + (value.complaint ?? Self.hint(value.latent, state)), column: inside.column,
      row: inside.row + 1, columns: inside.columns,
      style: value.complaint == nil ? ink.faint : ink.error, glyphs: ink.glyphs)
  }

  /// What may be typed, with the unit that a bare number is in.
  private static func hint(_ latent: Int, _ state: ExplorerState) -> String {
    guard let factor = state.factor(of: latent) else {
      return "a number, or another latent: z7=1.5"
    }
    let unit = factor.unit.isEmpty ? factor.name : factor.unit
    return state.look.showsFactors
      ? "a number in \(unit), or the latent itself: z\(latent)=1.5"
      : "a number, or the factor: \(factor.name)=1.5"
  }
}
