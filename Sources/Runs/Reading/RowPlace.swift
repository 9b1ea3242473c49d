/// The position of a row of a log.
struct RowPlace: Sendable, Equatable {
  /// The step.
  var step: Double
  /// The wall time in unix seconds; NaN where the row has none.
  var time: Double
  /// The column that is the step, whose number is not a figure; `nil` where the row has none.
  var column: Int?
  /// The rank of that column; `Int.max` for one of epochs.
  var rank: Int?
}
