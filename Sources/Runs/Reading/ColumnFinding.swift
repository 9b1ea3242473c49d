/// What the values of a column showed that its name did not, so that its file is read again.
enum ColumnFinding: Sendable, Equatable {
  /// It does not count anything, despite its name.
  case noStep
  /// It counts, although at first it did not.
  case step
  /// It is the total number of steps, as in a configuration.
  case total
  /// It repeatedly restarts at its first value: it counts the steps of a pass.
  case passes
  /// Its values separate runs, as those of several seeds do.
  case splits
}
