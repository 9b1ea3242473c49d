import Plotting
import Tensors
import Models
import Datasets

extension Frame {
  /// Draws the sample picker: the list with what is known of every sample, and the chosen one's picture.
  mutating func draw(_ samples: SamplesState, _ state: ExplorerState, in body: Rect, ink: Ink) {
    let count = state.count(of: samples.collection)
    let name = samples.collection == .gallery ? "gallery" : "data set"
    let inside = drawOverlayBox(
      body.centered(columns: 100, rows: body.rows), title: "samples of the \(name)",
      trailingTitle: "\(count) samples", ink: ink)
    let pictureColumns = samples.collection == .gallery ? min(34, inside.columns / 2) : 0
    let first = ListCursor.firstVisible(chosen: samples.chosen, count: count, rows: inside.rows)
    for index in first..<max(first, min(count, first + inside.rows)) {
      drawListLine(
        Self.line(index, samples.collection, state), isChosen: index == samples.chosen,
        column: inside.column, row: inside.row + index - first,
        columns: inside.columns - pictureColumns, style: ink.text, ink: ink)
    }
    guard pictureColumns > 0, let gallery = state.model?.gallery, samples.chosen < gallery.count
    else { return }
    let sample = gallery.samples.sample(samples.chosen)
    let scale = DisplayScale(covering: sample.elements, stretch: state.explore.stretch)
    let plot = ImagePlot(
      ScalarImage(sample), colorMap: state.explore.colorMap, scale: scale, monoFallback: .braille,
      ink: ink.text)
    plot.draw(
      into: &self,
      in: Rect(
        column: inside.endColumn - pictureColumns, row: inside.row, columns: pictureColumns,
        rows: inside.rows), capabilities: ink.capabilities)
  }

  private static func line(
    _ index: Int, _ collection: SamplesState.Collection, _ state: ExplorerState
  ) -> String {
    guard collection == .gallery, let model = state.model, index < model.gallery.factors.rowCount
    else { return "#\(index)" }
    let facts = zip(model.data.factors, model.gallery.factors.row(index)).map { factor, value in
      "\(factor.name) \(NumberText.compact(Double(value)))" + (factor.unit.isEmpty ? "" : " ")
        + factor.unit
    }
    return "#\(index)  " + facts.joined(separator: "  ")
  }
}
