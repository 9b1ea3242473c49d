/// Values that are not finite, from the first one on.
enum NonFiniteAlert {
  /// The most series with separate alerts; the others share one alert.
  private static let limit = 8

  @Sendable static func alerts(_ store: SeriesStore) -> [RunAlert] {
    let found = store.series.compactMap { series in
      series.currentMarks.first.map { (series: series, mark: $0) }
    }
    var alerts = found.prefix(limit).map { series, mark in
      let marks = series.currentMarks
      let counts = marks.reduce(into: NonFiniteCounts()) { $0 += $1.counts }
      let last = marks.last?.lastStep ?? mark.lastStep
      let isOver = series.last?.value.isFinite == true
      return RunAlert(
        kind: .notFinite, series: series.name, step: mark.firstStep,
        text: "\(series.name) is \(mark.counts.name) since step \(NumberText.step(mark.firstStep))"
          + times(counts, isOver: isOver)
          + (isOver ? ", finite again after step \(NumberText.step(last))" : ""))
    }
    if let first = found.dropFirst(limit).first {
      let step = found.dropFirst(limit).map(\.mark.firstStep).min() ?? first.mark.firstStep
      alerts.append(
        RunAlert(
          kind: .notFinite, series: first.series.name, step: step,
          text:
            "\(found.count - limit) more series are not finite, the first since step \(NumberText.step(step))"
        ))
    }
    return alerts
  }

  /// The counts: NaN and infinities separately, and empty for a single value that is the newest.
  private static func times(_ counts: NonFiniteCounts, isOver: Bool) -> String {
    guard counts.isUniform else { return ": \(counts.text)" }
    guard counts.total > 1 || isOver else { return "" }
    return ", \(counts.total) \(counts.total == 1 ? "time" : "times")"
  }
}
