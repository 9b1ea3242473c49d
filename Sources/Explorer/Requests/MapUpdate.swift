package import Maps
import Tensors

/// The progress of the points of a map before there is a map.
package struct MapPreparation: Sendable, Equatable {
  /// The current stage, in a few words.
  package var stage: String
  /// The fraction done, from 0 to 1.
  package var fraction: Double

  /// Creates a state of progress.
  package init(stage: String, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}

/// The maps at one iteration.
package struct MapUpdate: Sendable, Equatable {
  /// One of the maps.
  package struct Panel: Sendable, Equatable {
    /// The features of the map.
    package var features: MapFeatures
    /// The map.
    package var layout: MapLayout
    /// The coefficient of determination of every factor predicted from the ten nearest points on the map, in
    /// the order of the factors among the columns, `nil` where a factor is unknown; empty until the map is
    /// finished.
    package var determinations: [Double?]

    /// The number of points that they are taken over.
    package var predictedCount: Int {
      min(layout.positions.rowCount, MapQuality.predictedLimit)
    }

    /// Creates a panel.
    package init(features: MapFeatures, layout: MapLayout, determinations: [Double?] = []) {
      self.features = features
      self.layout = layout
      self.determinations = determinations
    }
  }

  /// The embedding method.
  package var method: MapMethod
  /// The maps, at least one.
  package var panels: [Panel]
  /// Whether further updates follow by themselves.
  package var isRunning: Bool
  /// The iterations per second; `nil` when unknown.
  package var iterationsPerSecond: Double?
  /// Why the last requested change failed, in one line; the maps are unchanged.
  package var problem: String?

  /// Creates an update.
  package init(
    method: MapMethod, panels: [Panel], isRunning: Bool, iterationsPerSecond: Double? = nil,
    problem: String? = nil
  ) {
    precondition(!panels.isEmpty, "MapUpdate: no panel")
    self.method = method
    self.panels = panels
    self.isRunning = isRunning
    self.iterationsPerSecond = iterationsPerSecond
    self.problem = problem
  }
}
