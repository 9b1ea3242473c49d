/// Values that are no numbers, from the first on.
enum NonFiniteAlert {
  /// The most series named one by one; the others are told in one alert.
  private static let limit = 8

  @Sendable static func alerts(_ store: SeriesStore) -> [RunAlert] {
    let found = store.series.compactMap { series in
      series.currentMarks.first.map { (series: series, mark: $0) }
    }
    var alerts = found.prefix(limit).map { series, mark in
      let marks = series.currentMarks
      let count = marks.reduce(0) { $0 + $1.count }
      let last = marks.last?.lastStep ?? mark.lastStep
      let isOver = series.last?.value.isFinite == true
      return RunAlert(
        kind: .notFinite, series: series.name, step: mark.firstStep,
        text: "\(series.name) is \(mark.kinds.name) since step \(mark.firstStep)"
          + (count > 1 || isOver ? ", \(count) \(count == 1 ? "time" : "times")" : "")
          + (isOver ? ", finite again after step \(last)" : ""))
    }
    if let first = found.dropFirst(limit).first {
      let step = found.dropFirst(limit).map(\.mark.firstStep).min() ?? first.mark.firstStep
      alerts.append(
        RunAlert(
          kind: .notFinite, series: first.series.name, step: step,
          text: "\(found.count - limit) more series are not finite, the first since step \(step)"))
    }
    return alerts
  }
}
