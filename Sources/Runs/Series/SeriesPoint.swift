/// One value of a series.
package struct SeriesPoint: Sendable, Equatable {
  /// The step.
  package var step: Double
  /// The wall time in unix seconds; NaN where the log has none.
  package var time: Double
  /// The value, finite or not.
  package var value: Double
}
