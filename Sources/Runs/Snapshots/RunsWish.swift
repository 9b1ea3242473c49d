/// What to show of some runs.
package struct RunsWish: Sendable, Equatable {
  /// The names of the series to draw.
  package var series: Set<String>
  /// The paths of the runs whose series are drawn; all when `nil`.
  package var shown: Set<String>?
  /// The fraction of the steps that is drawn, counted back from the newest; 1 for all.
  package var share: Double

  /// Creates a wish.
  package init(series: Set<String> = [], shown: Set<String>? = nil, share: Double = 1) {
    (self.series, self.shown, self.share) = (series, shown, share)
  }
}
