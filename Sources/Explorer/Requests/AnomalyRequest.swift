package import Diagnostics

/// Compares sets of samples with normal ones by the open model.
package struct AnomalyRequest: StudyRequest {
  /// Counts, draws and seed.
  package var settings: AnomalySettings
  /// Whether the open data set is one of the sets.
  package var usesData: Bool
  /// Whether to ignore a cached result.
  package var ignoresCache: Bool

  /// Creates a request with the default settings.
  package init(usesData: Bool = false, ignoresCache: Bool = false) {
    self.init(settings: AnomalySettings(), usesData: usesData, ignoresCache: ignoresCache)
  }

  /// Creates a request.
  package init(settings: AnomalySettings, usesData: Bool = false, ignoresCache: Bool = false) {
    self.settings = settings
    self.usesData = usesData
    self.ignoresCache = ignoresCache
  }
}

/// A sample of a set that was compared with normal ones; request and indices identify it, so that it can be
/// made again.
package struct AnomalousSample: Sendable, Equatable {
  /// The request of the comparison.
  package var request: AnomalyRequest
  /// The index of the set.
  package var set: Int
  /// The index of the sample in the set.
  package var index: Int
  /// The name on screen, for example `fake potential #12`.
  package var label: String

  /// Creates a reference to a sample.
  package init(request: AnomalyRequest, set: Int, index: Int, label: String) {
    self.request = request
    self.set = set
    self.index = index
    self.label = label
  }
}
