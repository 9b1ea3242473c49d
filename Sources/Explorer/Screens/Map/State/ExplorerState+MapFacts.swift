import Numerics
import Maps
import Plotting

extension ExplorerState {
  /// A description of what is mapped; `nil` where there is nothing.
  var mapSubject: String? {
    map.file.map { "the points of \($0.path)" } ?? model.map { "the codes of \($0.title)" }
  }

  /// The activity of the map, for the status line; `nil` while it is idle.
  var mapWord: String? {
    guard awaited[.map] != nil else { return nil }
    if let preparation = map.preparation {
      return "\(preparation.stage) \(Int(clamping: preparation.fraction * 100, to: 0...100))%"
    }
    guard let layout = mapPanel?.layout, layout.iterationCount > 0 else { return "mapping" }
    return "t-SNE \(layout.iteration)/\(layout.iterationCount)"
  }

  /// The point nearest to the cursor with the facts about it, from the longest text to the shortest.
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

  /// The title of a map's pane.
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
      return
        "\(axisName(y, points)) \(GlyphSet.set(for: capabilities).times) \(axisName(x, points))"
    }
  }

  /// The name of a feature or column as an axis: of the open model's latents their names in lists.
  func axisName(_ index: Int, _ points: MapPoints) -> String {
    guard points.columns.contains(where: { $0.role == .latent }) else {
      return points.axisName(index)
    }
    if index < points.featureCount { return label(of: index) }
    let place = index - points.featureCount
    guard points.columns.indices.contains(place), points.columns[place].role == .latent else {
      return points.axisName(index)
    }
    return label(of: points.columns[..<place].count { $0.role == .latent })
  }
}

extension MapPoints {
  /// The number of possible axes: features, then other columns.
  var axisCount: Int { featureCount + columns.count }

  /// The name of a feature or column as an axis.
  fileprivate func axisName(_ index: Int) -> String {
    if index < featureCount { return featureNames[index] }
    return index < axisCount ? columns[index - featureCount].title : "?"
  }

  /// The names of the factors that neighbours on the map predict.
  var factorNames: [String] { columns.filter { $0.role == .factor }.map(\.name) }
}
