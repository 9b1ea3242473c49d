/// Who adds points to a store: a file, or the part of one behind a repeated header.
///
/// A writer that comes later and repeats the steps of those before it is a run that was started again; what one writer
/// repeats within its own points is judged by ``laysPasses``.
public struct SeriesWriter: Sendable, Equatable {
  /// Its place among the writers of the store, from 0.
  public let number: Int32
  /// Whether a step that begins again at its first is another pass, to be laid behind the one before, as where the batch
  /// of every epoch is given as the step; otherwise a step that was seen before is a restart.
  public let laysPasses: Bool

  /// The writer of a store with one only.
  public static let single = SeriesWriter(number: 0, laysPasses: false)

  init(number: Int32, laysPasses: Bool) { (self.number, self.laysPasses) = (number, laysPasses) }
}
