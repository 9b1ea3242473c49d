package import Maps

/// How far the points of a map are before there is one.
package struct MapPreparation: Sendable, Equatable {
  /// What is being done, in a few words.
  package var stage: String
  /// The share that is done, from 0 to 1.
  package var fraction: Double

  /// Creates a state of progress.
  package init(stage: String, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}

/// The maps at one moment.
package struct MapUpdate: Sendable, Equatable {
  /// One of the maps beside each other.
  package struct Panel: Sendable, Equatable {
    /// The features that the map is of.
    package var features: MapFeatures
    /// The map.
    package var layout: MapLayout
    /// How well the ten nearest points on the map predict every factor, the coefficient of determination in the order of
    /// the factors among the columns, `nil` where a factor is not known; empty until the map is finished.
    package var determinations: [Double?]

    /// Creates a panel.
    package init(features: MapFeatures, layout: MapLayout, determinations: [Double?] = []) {
      self.features = features
      self.layout = layout
      self.determinations = determinations
    }
  }

  /// How features became two axes.
  package var method: MapMethod
  /// The maps, at least one.
  package var panels: [Panel]
  /// Whether further updates follow by themselves.
  package var isRunning: Bool
  /// The iterations of a second; `nil` when none is known.
  package var iterationsPerSecond: Double?
  /// Why what was asked for last could not be done, one line; the maps are as before then.
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
