/// A source of points of a store: a file, or the part of one after a repeated header.
///
/// A later writer that repeats the steps of earlier ones is a restarted run; what one writer repeats within its own
/// points is judged by ``repetition``.
package struct SeriesWriter: Sendable, Equatable {
  /// The meaning of a step that a writer repeats.
  package enum Repetition: Sendable {
    /// The run was restarted.
    case restart
    /// A step that restarts at its first value is another pass, to be offset after the one before, as where the batch
    /// of every epoch is given as the step; any other is a restart.
    case pass
    /// Another row of the same step, as in an ordered history of one training run.
    case row
  }

  /// Its index among the writers of the store, from 0.
  package let number: Int32
  /// The meaning of a step that it repeats.
  package let repetition: Repetition

  /// The writer of a store with a single one.
  package static let single = SeriesWriter(number: 0, repetition: .restart)

  init(number: Int32, repetition: Repetition) {
    (self.number, self.repetition) = (number, repetition)
  }
}
