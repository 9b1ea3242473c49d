/// A total loss that has not fallen for more than half of its run; single parts may be constant while others fall.
enum PlateauAlert {
  /// The fewest points of a curve to judge.
  static let pointMinimum = 100
  /// The fraction of the run without progress.
  static let share = 0.6
  /// What counts as no progress: this fraction of the curve's own fall.
  static let tolerance = 0.002

  @Sendable static func alerts(_ store: SeriesStore) -> [RunAlert] {
    SeriesNaming.wholeLosses(in: store).compactMap(alert)
  }

  private static func alert(_ series: Series) -> RunAlert? {
    let curve = AlertCurve(series)
    guard curve.count >= pointMinimum else { return nil }
    let tail = Array(curve.values.suffix(curve.count / 5))
    let level = AlertCurve.median(tail)
    // The median of a window differs from that of the tail by its own standard error, 1.25 noise / sqrt(points).
    let window = Double(2 * max(2, curve.count / 32) + 1)
    let near = level + max(tolerance * curve.drop, 1.25 * curve.noise / window.squareRoot())
    guard let start = curve.smooth.firstIndex(where: { $0 <= near }) else { return nil }
    let lowest = curve.smooth.min() ?? level
    let isLevel = level <= lowest + max(tolerance * curve.drop, 4 * curve.noise)
    guard isLevel, Double(curve.count - start) >= share * Double(curve.count) else { return nil }
    return RunAlert(
      kind: .plateau, series: series.name, step: curve.steps[start],
      text: "\(series.name) has not improved since step \(NumberText.step(curve.steps[start])): "
        + "\(NumberText.short(level)) for \(100 * (curve.count - start) / curve.count)% of the run")
  }
}
