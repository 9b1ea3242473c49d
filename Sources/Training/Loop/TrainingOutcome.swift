/// How a call of the trainer ended.
package enum TrainingOutcome: Sendable, Equatable {
  /// Every step of the recipe is done and saved.
  case finished(step: Int)
  /// The trainer was asked to stop; the run is saved and can be resumed.
  case stopped(step: Int)
  /// A step's loss or gradient was NaN or infinite, first at `place`; nothing was saved after
  /// `checkpointStep`, which is `nil` when there is no checkpoint yet.
  case diverged(
    step: Int, place: String, loss: Double, gradientNorm: Double, checkpointStep: Int?)
}
