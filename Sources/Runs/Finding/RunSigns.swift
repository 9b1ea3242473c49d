/// The signs of whether a run is still in progress.
package struct RunSigns: Sendable, Equatable {
  /// What the files say about the end of the run.
  package enum Ending: Sendable, Equatable {
    /// Everything requested is done.
    case finished
    /// The newest checkpoint is as new as the log: nothing would be lost by continuing from it.
    case checkpointed
    /// There is more to do.
    case unfinished
    /// The format does not record it.
    case unknown
  }

  /// Whether the files exist, as far as that is known.
  package var isThere: Bool
  /// Why none of the files can be read; `nil` when one can, or none exists.
  package var failure: String?
  /// When any of the files was last written, unix seconds.
  package var lastWrite: Double?
  /// The number of rows of the log if none of them has a figure; 0 if one has, or if there is no row.
  package var rowsWithoutFigure: Int
  /// Whether a process of this machine holds the run's lock.
  package var isLocked: Bool
  /// The usual number of seconds between two records, as far as the log has times.
  package var secondsBetweenRecords: Double?
  /// What the files say about the end.
  package var ending: Ending

  /// Creates signs.
  package init(
    isThere: Bool = true, failure: String? = nil, lastWrite: Double?,
    rowsWithoutFigure: Int = 0, isLocked: Bool = false, secondsBetweenRecords: Double? = nil,
    ending: Ending = .unknown
  ) {
    self.isThere = isThere
    self.failure = failure
    self.lastWrite = lastWrite
    self.rowsWithoutFigure = rowsWithoutFigure
    self.isLocked = isLocked
    self.secondsBetweenRecords = secondsBetweenRecords
    self.ending = ending
  }
}
