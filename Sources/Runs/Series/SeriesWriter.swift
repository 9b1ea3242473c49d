/// Who adds points to a store: a file, or the part of one behind a repeated header.
///
/// A writer that comes later and repeats the steps of those before it is a run that was started again; what one writer
/// repeats within its own points is judged by ``repetition``.
package struct SeriesWriter: Sendable, Equatable {
  /// What it means when a writer gives a step again that it had passed.
  package enum Repetition: Sendable {
    /// The run was started again.
    case restart
    /// A step that begins again at its first is another pass, to be laid behind the one before, as where the batch of every
    /// epoch is given as the step; any other is a restart.
    case pass
    /// Another row of the same step, as in the history of one training that its writer keeps in order.
    case row
  }

  /// Its place among the writers of the store, from 0.
  package let number: Int32
  /// What a step means that it gives again.
  package let repetition: Repetition

  /// The writer of a store with one only.
  package static let single = SeriesWriter(number: 0, repetition: .restart)

  init(number: Int32, repetition: Repetition) {
    (self.number, self.repetition) = (number, repetition)
  }
}
