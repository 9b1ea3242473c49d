import Analysis
import Maps

/// The first map of an explorer that opens on the Map screen.
package struct MapStart: Sendable, Equatable {
  /// The request for the map.
  package var request: MapRequest
  /// The column that colours the points; `nil` for the first.
  package var coloring: String?

  /// Creates a start.
  package init(request: MapRequest, coloring: String? = nil) {
    self.request = request
    self.coloring = coloring
  }
}

extension MapState {
  /// The initial state, which requests the map.
  init(_ start: MapStart) {
    self.init()
    let request = start.request
    file = request.file
    sampleCount = request.sampleCount
    sampleSeed = request.sampleSeed
    method = request.method
    let known = MapPanels.allCases.first { $0.features == request.panels }
    panels = known ?? .all
    chosenFeatures = known == nil ? request.panels : nil
    let interval = tsne.costInterval
    tsne = request.tsne
    tsne.costInterval = interval
    wantedColoring = start.coloring
  }

  /// The features of the panels.
  var features: [MapFeatures] {
    if case .axes = method { return [.all] }
    return chosenFeatures ?? panels.features
  }
}
