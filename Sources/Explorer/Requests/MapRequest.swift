package import Analysis
import Diagnostics
package import Maps

/// Requests a map of points.
package struct MapRequest: Sendable, Equatable {
  /// The file with the points; `nil` for the codes of the open model.
  package var file: MapFile?
  /// The number of samples to encode, or of points drawn from the file; `nil` for ``usualSampleCount`` fresh
  /// samples, or all points of a file.
  package var sampleCount: Int?
  /// The seed of fresh samples and of draws.
  package var sampleSeed: UInt64
  /// Whether the samples are those of the open data set instead of fresh ones.
  package var usesData: Bool
  /// The embedding method.
  package var method: MapMethod
  /// The features of every panel; one map each.
  package var panels: [MapFeatures]
  /// The settings of t-SNE.
  package var tsne: TSNESettings
  /// Whether to ignore stored maps.
  package var ignoresKept: Bool

  /// The default number of fresh samples.
  package static let usualSampleCount = EvaluationSettings.defaultSampleCount
  /// The default seed of fresh samples, which no recipe uses.
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

/// A change of the current map; every case is answered by `mapped`.
package enum MapSteering: Sendable, Equatable {
  /// Continue; a finished map gets more iterations.
  case run
  /// Stop after the current iteration.
  case pause
  /// Run one iteration and stop.
  case step
  /// Perturb the points.
  case perturb
  /// Continue with another perplexity.
  case perplexity(Double)
}
