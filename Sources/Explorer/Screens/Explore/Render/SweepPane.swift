import Plotting

extension Frame {
  /// Draws the strip of pictures along the chosen latent, each with its value below.
  mutating func drawSweepPane(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    guard !rect.isEmpty else { return }
    let isFocused = state.explore.focus == .sweep
    let latent = state.explore.sweep?.plan.latent ?? state.explore.selected
    drawBox(
      rect, title: "sweep \(state.title(of: latent))",
      trailingTitle: isFocused ? "enter jumps" : "enter goes here", focused: isFocused,
      style: ink.box)
    guard let sweep = state.explore.sweep else { return }
    let inside = rect.inset(by: 1)
    let scale = state.sampleScale
    let width = inside.columns / sweep.plan.values.count
    for (index, value) in sweep.plan.values.enumerated() {
      let column = inside.column + index * width
      let plot = ImagePlot(
        ScalarImage(sweep.samples.sample(index)), colorMap: state.explore.colorMap, scale: scale,
        monoFallback: .braille, ink: ink.text)
      plot.draw(
        into: &self,
        in: Rect(column: column, row: inside.row, columns: width, rows: inside.rows - 1),
        capabilities: ink.capabilities)
      let isChosen = isFocused && index == state.explore.sweepIndex
      let number = NumberText.compact(Double(value), signed: true)
      let label = isChosen ? "\(ink.glyphs.selection) \(number)" : number
      writeField(
        label, column: column, row: inside.endRow - 1, columns: width, alignment: .center,
        style: isChosen ? ink.accent : ink.faint, glyphs: ink.glyphs)
    }
  }
}
