/// The step and time that the figures of one line belong to.
///
/// The column that is the step is the one with the best name seen in the file so far. A line without it belongs to the
/// step of the line before; in a file that names no step, or one that is no whole number, lines are counted.
struct LineRow: Sendable {
  private var bestRank = Int.max
  private var lineCount = 0
  private var step = 0
  private var countsLines = false
  private var candidate: (rank: Int, value: Double)?
  private var time = Double.nan

  /// Begins a line.
  mutating func begin() { (candidate, time) = (nil, .nan) }

  mutating func see(time value: Double) { time = unixSeconds(value) }

  mutating func see(step value: Double, rank: Int) {
    if value.isFinite, rank < candidate?.rank ?? Int.max { candidate = (rank, value) }
  }

  /// Ends a line: its step and time, and the rank of the column that was the step.
  mutating func finish() -> (step: Int, time: Double, stepRank: Int?) {
    defer { lineCount += 1 }
    guard let candidate, candidate.rank <= bestRank else {
      return (bestRank == .max || countsLines ? lineCount : step, time, nil)
    }
    if candidate.rank < bestRank { (bestRank, countsLines) = (candidate.rank, false) }
    guard !countsLines, let whole = Int(exactly: candidate.value) else {
      countsLines = true
      return (lineCount, time, nil)
    }
    step = whole
    return (whole, time, candidate.rank)
  }
}
