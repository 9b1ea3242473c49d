import Analysis
import CommandSupport
import Escaping
import Maps
import Plotting
import Tensors

/// Maps as text: what was computed in words, then the points, maps side by side.
struct MapText {
  let points: MapPoints
  let panels: [MapPanel]
  let method: MapMethodChoice
  let paint: MapPaint
  let output: TextOutput

  /// The least rows of a plot, however small the terminal and however many words are above it.
  private static let leastRows = 8

  /// The text, with colours as far as the terminal has them, ending in a line feed.
  var printout: Printout {
    let lines = words.flatMap { wrapped($0.escaped) }
    // The last row of a terminal is left to its prompt.
    let rows = max(Self.leastRows, output.size.rows - lines.count - 1)
    return Printout(lines: lines) + output.printout(of: frame(rows: rows))
  }

  private var words: [String] {
    var lines = [
      "\(points.label): \(method == .pca ? "principal components" : "t-SNE") of \(points.count) points"
    ]
    lines += points.notes.map { "note: \($0)" }
    for panel in panels { lines += words(of: panel) }
    if !paint.legend.isEmpty { lines.append(paint.legend) }
    if !paint.classes.isEmpty { lines.append(paint.classes) }
    return lines
  }

  private func words(of panel: MapPanel) -> [String] {
    var facts = ["\(panel.features.argument): \(panel.indices.count) features"]
    if panel.cost != nil {
      facts.append("perplexity \(NumberText.compact(panel.layout.perplexity))")
      facts.append("\(panel.layout.iteration) iterations")
    }
    facts += zip(["x", "y"], panel.layout.explained).map {
      "\($0) \(NumberText.fixed(100 * $1, decimals: 1))% of the variance"
    }
    facts.append("\(NumberText.compact(panel.seconds)) s")
    if let cost = panel.cost { facts.append("cost \(NumberText.fixed(cost, decimals: 4)) nat") }
    var lines = [facts.joined(separator: ", ")]
    if let quality = panel.quality.neighborhoods {
      lines.append(
        "  trustworthiness \(NumberText.fixed(quality.trustworthiness, decimals: 4)), "
          + "neighbour recall \(NumberText.fixed(quality.neighborRecall, decimals: 4))"
          + ", over \(quality.examinedCount) points")
    }
    if !panel.quality.predictions.isEmpty {
      lines.append(
        "  R2 by neighbours, over \(panel.quality.predictedCount) points: "
          + panel.quality.predictions.map { prediction in
            let value = prediction.determination.map { NumberText.fixed($0, decimals: 3) } ?? "-"
            return "\(prediction.name) \(value)"
          }.joined(separator: ", "))
    }
    lines += panel.quality.classifications.map { classification in
      "  \(classification.name): predicted correctly by neighbours (over \(classification.result.sampleCount) points) for "
        + "\(NumberText.fixed(100 * classification.result.accuracy, decimals: 1))% of the points, the largest class has "
        + "\(NumberText.fixed(100 * classification.result.largestShare, decimals: 1))%"
    }
    let rest = panel.quality.unclassifiedCount
    if rest > 0 {
      lines.append(
        "  \(rest) more \(rest == 1 ? "label was" : "labels were") not predicted by neighbours")
    }
    return lines + panel.layout.adjustments.map { "  note: \($0)" }
  }

  /// The plots side by side, each with its name where there are several.
  private func frame(rows: Int) -> Frame {
    var frame = Frame(
      size: Size(columns: output.size.columns, rows: rows), ambiguous: output.capabilities.ambiguous
    )
    let gaps = panels.count - 1
    let columns = max(1, (output.size.columns - gaps) / panels.count)
    let head = panels.count > 1 ? 1 : 0
    let look = ScatterLook(letters: paint.letters, capabilities: output.capabilities)
    for (index, panel) in panels.enumerated() {
      let left = index * (columns + 1)
      if head > 0 {
        frame.writeField(
          panel.features.argument, column: left, row: 0, columns: columns, alignment: .center,
          style: Style(attributes: .bold), glyphs: GlyphSet.set(for: output.capabilities))
      }
      let positions = panel.layout.positions.elements
      guard let bounds = ScatterBounds(of: positions) else { continue }
      var raster = ScatterRaster()
      raster.fill(
        positions, colors: paint.colors, window: ScatterWindow(bounds),
        size: Size(columns: columns, rows: rows - head))
      raster.drawPoints(into: &frame, column: left, row: head, look: look)
    }
    return frame
  }

  /// A line in pieces that fit, broken between words and indented behind the first; only a longer word is cut.
  private func wrapped(_ line: String) -> [String] {
    let glyphs = GlyphSet.set(for: output.capabilities)
    let columns = output.size.columns
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = indent
    for word in line.split(separator: " ") {
      let isFirst = current.allSatisfy { $0 == " " }
      if !isFirst, "\(current) \(word)".columns(glyphs: glyphs) > columns {
        lines.append(current)
        current = indent + "  " + word
      } else {
        current += (isFirst ? "" : " ") + word
      }
    }
    return (lines + [current]).map { String($0.prefix(columns: columns, glyphs: glyphs)) }
  }
}
