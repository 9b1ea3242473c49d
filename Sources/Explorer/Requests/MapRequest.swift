public import Analysis
public import Maps

/// Which map of which points is wanted.
public struct MapRequest: Sendable, Equatable {
  /// How many samples are encoded.
  public var sampleCount: Int
  /// Whether they are those of the open data set instead of fresh ones.
  public var usesData: Bool
  /// How features become two axes.
  public var method: MapMethod
  /// The features of every panel; one map each.
  public var panels: [MapFeatures]
  /// How t-SNE is computed.
  public var tsne: TSNESettings
  /// Whether to compute again what was computed before.
  public var ignoresKept: Bool

  /// The number of samples unless asked for otherwise.
  public static let usualSampleCount = 10_000

  /// Creates a request.
  public init(
    sampleCount: Int = MapRequest.usualSampleCount, usesData: Bool = false,
    method: MapMethod = .tsne, panels: [MapFeatures] = [.all],
    tsne: TSNESettings = TSNESettings(), ignoresKept: Bool = false
  ) {
    precondition(
      !panels.isEmpty && sampleCount > 0, "MapRequest: \(panels), \(sampleCount) samples")
    self.sampleCount = sampleCount
    self.usesData = usesData
    self.method = method
    self.panels = panels
    self.tsne = tsne
    self.ignoresKept = ignoresKept
  }
}

/// What is to happen to the map that is there; every case is answered by `mapped`.
public enum MapSteering: Sendable, Equatable {
  /// Go on; a finished map gets some more iterations.
  case run
  /// Stop after the present iteration.
  case pause
  /// Do one iteration and stop.
  case step
  /// Disturb the points.
  case perturb
  /// Go on with another perplexity.
  case perplexity(Double)
}
