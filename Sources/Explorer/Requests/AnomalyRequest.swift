public import Diagnostics

/// Which samples are to be compared with normal ones by the open model.
public struct AnomalyRequest: Sendable, Equatable {
  /// Counts, draws and seed.
  public var settings: AnomalySettings
  /// Whether the open data set is one of the sets.
  public var usesData: Bool
  /// Whether to measure again what was measured before.
  public var ignoresKept: Bool

  /// Creates a request.
  public init(
    settings: AnomalySettings = AnomalySettings(), usesData: Bool = false,
    ignoresKept: Bool = false
  ) {
    self.settings = settings
    self.usesData = usesData
    self.ignoresKept = ignoresKept
  }
}

/// A sample of a set that was compared with normal ones; the request and the places make it again.
public struct AnomalousSample: Sendable, Equatable {
  /// What the set was made or read for.
  public var request: AnomalyRequest
  /// The place of the set.
  public var set: Int
  /// The place of the sample in the set.
  public var index: Int
  /// The name on screen, for example `fake potential #12`.
  public var label: String

  /// Names a sample.
  public init(request: AnomalyRequest, set: Int, index: Int, label: String) {
    self.request = request
    self.set = set
    self.index = index
    self.label = label
  }
}
