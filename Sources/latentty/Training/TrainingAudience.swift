import Training

/// Who is told how training goes, and may end it.
protocol TrainingAudience {
  /// The signal that asked to stop.
  var signal: Int32? { get }

  /// Says something that stays.
  mutating func say(_ line: String)
  /// Says what is amiss with the run's files, or mended, while training goes on.
  mutating func warn(_ notice: TrainingNotice)
  /// Shows how far the preparation is, in one line that gives way to the next.
  mutating func show(_ preparation: String)
  /// Shows how far training is.
  mutating func show(_ progress: TrainingProgress)
  /// Takes away what gives way.
  mutating func rest()
  /// Whether somebody has asked to stop.
  mutating func shouldStop() -> Bool
}
