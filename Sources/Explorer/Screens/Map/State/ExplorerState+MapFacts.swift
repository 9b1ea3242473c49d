import Numerics
import Maps
import Plotting

extension ExplorerState {
  /// What is mapped; `nil` where there is nothing.
  var mapSubject: String? {
    map.file.map { "the points of \($0.path)" } ?? model.map { "the codes of \($0.title)" }
  }

  /// What the map does, for the status line; `nil` while it rests.
  var mapWord: String? {
    guard awaited[.map] != nil else { return nil }
    if let preparation = map.preparation {
      return "\(preparation.stage) \(Int(clamping: preparation.fraction * 100, to: 0...100))%"
    }
    guard let layout = mapPanel?.layout, layout.iterationCount > 0 else { return "mapping" }
    return "t-SNE \(layout.iteration)/\(layout.iterationCount)"
  }

  /// The point nearest to the cursor with what is known of it, from the fullest text to the shortest.
  var mapFacts: [String] {
    guard let points = map.points, let inspection = map.inspection, map.update != nil else {
      return map.halt.map { [$0] } ?? []
    }
    let point = inspection.nearest
    let name = "#\(point)"
    let parts = points.columns.filter { $0.role != .latent }.map { column in
      "\(column.name) \(column.text(of: point))"
        + (column.unit.isEmpty || column.text(of: point) == "unknown" ? "" : " \(column.unit)")
    }
    return (0...parts.count).reversed().map { ([name] + parts.prefix($0)).joined(separator: "  ") }
  }

  /// What the map is, for the title of its pane.
  func mapTitle(of panel: MapUpdate.Panel, _ points: MapPoints) -> String {
    switch map.update?.method ?? map.method {
    case .tsne:
      let subject = panel.features == .all ? "" : "of \(panel.features.title)  "
      return "t-SNE \(subject)perplexity "
        + NumberText.compact(panel.layout.perplexity, digits: 4)
    case .principalComponents:
      let shares = panel.layout.explained.map { NumberText.fixed(100 * $0, decimals: 0) + "%" }
      return "PCA of \(panel.features.title)  " + shares.joined(separator: " + ")
    case .axes(let x, let y):
      return "\(points.axisName(y)) \(GlyphSet.set(for: capabilities).times) \(points.axisName(x))"
    }
  }
}

extension MapPoints {
  /// The number of values that can be an axis: features, then columns that are none.
  var axisCount: Int { featureCount + columns.count }

  /// The name of a feature or column as an axis.
  func axisName(_ index: Int) -> String {
    if index < featureCount { return featureNames[index] }
    return index < axisCount ? columns[index - featureCount].title : "?"
  }

  /// The number of factors whose neighbours on the map are told.
  var factorNames: [String] { columns.filter { $0.role == .factor }.map(\.name) }
}
