/// One value of a series.
public struct SeriesPoint: Sendable, Equatable {
  /// The step.
  public var step: Double
  /// The wall time in unix seconds; NaN where the log tells none.
  public var time: Double
  /// The value, finite or not.
  public var value: Double
}
