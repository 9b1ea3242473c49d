extension LogRows {
  /// Checks whether columns are something other than their names say.
  mutating func lookBehindNames(_ place: RowPlace, _ log: inout RunLog) {
    if rowCount == 0 { firstColumnCount = columns.count }
    if rowCount == 1 { findTotals(&log) }
    findStep(&log)
    findSeeds(at: place.step, &log)
    if placer.seemsToCountPasses, let step = place.column {
      log.find(.passes, of: columns[step].name, in: file)
    }
  }

  /// Totals of a configuration in the first row, where the corresponding counts appear from the second row on.
  private func findTotals(_ log: inout RunLog) {
    guard firstColumnCount < roles.count, roles[firstColumnCount...].contains(where: \.isStep)
    else { return }
    for column in 0..<firstColumnCount where roles[column].isStep {
      let name = columns[column].name
      guard ColumnRole.mayBeTotal(name), !figures.contains(where: { $0.column == column }) else {
        continue
      }
      log.find(.total, of: name, in: file)
    }
  }

  /// A step that begins to count late.
  private mutating func findStep(_ log: inout RunLog) {
    for index in denied.indices.reversed() {
      let column = denied[index].column
      guard let value = figures.first(where: { $0.column == column })?.value,
        let counts = denied[index].see(value)
      else { continue }
      denied.remove(at: index)
      if counts { log.find(.step, of: columns[column].name, in: file) }
    }
  }

  /// Another seed whose steps restart.
  private mutating func findSeeds(at step: Double, _ log: inout RunLog) {
    defer { newestStep = step }
    guard let (column, before) = seed,
      let value = figures.first(where: { $0.column == column })?.value
    else { return }
    seed = (column, value)
    guard !before.isNaN, value != before, step <= newestStep else { return }
    log.find(.splits, of: columns[column].name, in: file)
  }
}
