package import Analysis
import Diagnostics
package import Maps

/// Which map of which points is wanted.
package struct MapRequest: Sendable, Equatable {
  /// The file with the points; `nil` for the codes of the open model.
  package var file: MapFile?
  /// How many samples are encoded, or points of the file drawn; `nil` for ``usualSampleCount`` fresh ones and for all that
  /// a file has.
  package var sampleCount: Int?
  /// The seed of fresh samples and of draws.
  package var sampleSeed: UInt64
  /// Whether the samples are those of the open data set instead of fresh ones.
  package var usesData: Bool
  /// How features become two axes.
  package var method: MapMethod
  /// The features of every panel; one map each.
  package var panels: [MapFeatures]
  /// How t-SNE is computed.
  package var tsne: TSNESettings
  /// Whether to compute again what was computed before.
  package var ignoresKept: Bool

  /// The number of fresh samples unless asked for otherwise.
  package static let usualSampleCount = EvaluationSettings.defaultSampleCount
  /// The seed of fresh samples unless asked for otherwise, which no recipe uses.
  package static let usualSampleSeed = EvaluationSettings.defaultSeed

  /// Creates a request.
  package init(
    file: MapFile? = nil, sampleCount: Int? = nil,
    sampleSeed: UInt64 = MapRequest.usualSampleSeed, usesData: Bool = false,
    method: MapMethod = .tsne, panels: [MapFeatures] = [.all],
    tsne: TSNESettings = TSNESettings(), ignoresKept: Bool = false
  ) {
    precondition(
      !panels.isEmpty && sampleCount ?? 1 > 0,
      "MapRequest: \(panels), \(sampleCount.map { "\($0)" } ?? "all") samples")
    self.file = file
    self.sampleCount = sampleCount
    self.sampleSeed = sampleSeed
    self.usesData = usesData
    self.method = method
    self.panels = panels
    self.tsne = tsne
    self.ignoresKept = ignoresKept
  }
}

/// What is to happen to the map that is there; every case is answered by `mapped`.
package enum MapSteering: Sendable, Equatable {
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
