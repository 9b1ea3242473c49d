/// What somebody wants to see of some runs.
public struct RunsWish: Sendable, Equatable {
  /// The names of the series to draw.
  public var series: Set<String>
  /// The paths of the runs whose series are drawn; all when `nil`.
  public var shown: Set<String>?
  /// The share of the steps that is drawn, counted back from the newest; 1 for all.
  public var share: Double

  /// Creates a wish.
  public init(series: Set<String> = [], shown: Set<String>? = nil, share: Double = 1) {
    (self.series, self.shown, self.share) = (series, shown, share)
  }
}
