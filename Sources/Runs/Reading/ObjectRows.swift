/// Takes the figures of objects, each a row of a log.
struct ObjectRows: Sendable {
  private var columns: [(role: ColumnRole, series: Int?, isKnown: Bool)] = []
  private var row = LineRow()

  /// Takes the numbers of one object; `null` says nothing.
  ///
  /// - Parameters:
  ///   - entries: The numbers, with the numbers of their names.
  ///   - names: The names.
  ///   - log: Receives the figures.
  mutating func append(
    _ entries: some Sequence<(name: Int, value: Double)>, names: NameTable, into log: inout RunLog
  ) {
    row.begin()
    for entry in entries {
      while columns.count <= entry.name {
        columns.append((ColumnRole(name: names.name(columns.count)), nil, false))
      }
      switch columns[entry.name].role {
      case .step(let rank): row.see(step: entry.value, rank: rank)
      case .time: row.see(time: entry.value)
      case .value: break
      }
    }
    let (step, time, stepRank) = row.finish()
    for entry in entries {
      let column = columns[entry.name]
      if column.role == .time { continue }
      if case .step(let rank) = column.role, rank == stepRank { continue }
      if !column.isKnown {
        columns[entry.name].series = log.series.index(of: names.name(entry.name))
        columns[entry.name].isKnown = true
      }
      log.series.append(columns[entry.name].series, step: step, time: time, value: entry.value)
    }
  }
}
