/// What the values of a column told that its name did not, so that its file is read again.
enum ColumnFinding: Sendable, Equatable {
  /// It does not count anything in spite of its name.
  case noStep
  /// It counts, though for long it did not seem so.
  case step
  /// It tells how many steps there will be, as a configuration does.
  case total
  /// It begins again and again at its first: it counts the steps of a pass.
  case passes
  /// Its rows belong to runs of their own, as those of several seeds do.
  case splits
}
