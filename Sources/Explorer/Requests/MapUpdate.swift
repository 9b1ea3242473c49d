public import Maps

/// How far the points of a map are before there is one.
public struct MapPreparation: Sendable, Equatable {
  /// What is being done, in a few words.
  public var stage: String
  /// The share that is done, from 0 to 1.
  public var fraction: Double

  /// Creates a state of progress.
  public init(stage: String, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}

/// The maps at one moment.
public struct MapUpdate: Sendable, Equatable {
  /// One of the maps beside each other.
  public struct Panel: Sendable, Equatable {
    /// The features that the map is of.
    public var features: MapFeatures
    /// The map.
    public var layout: MapLayout
    /// How well the ten nearest points on the map predict every factor, the coefficient of determination in the order of
    /// the factors among the columns, `nil` where a factor is not known; empty until the map is finished.
    public var determinations: [Double?]

    /// Creates a panel.
    public init(features: MapFeatures, layout: MapLayout, determinations: [Double?] = []) {
      self.features = features
      self.layout = layout
      self.determinations = determinations
    }
  }

  /// How features became two axes.
  public var method: MapMethod
  /// The maps, at least one.
  public var panels: [Panel]
  /// Whether further updates follow by themselves.
  public var isRunning: Bool
  /// The iterations of a second; `nil` when none is known.
  public var iterationsPerSecond: Double?
  /// Why what was asked for last could not be done, one line; the maps are as before then.
  public var problem: String?

  /// Creates an update.
  public init(
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
