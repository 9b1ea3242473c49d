/// A loss that rose far above its lowest and stays there.
enum DivergenceAlert {
  /// The fewest points of a curve to judge.
  static let pointMinimum = 20
  /// The fraction of the curve's own fall by which it must have risen again.
  static let riseShare = 0.5
  /// The rise that is needed, in units of its noise.
  static let riseNoise = 8.0
  /// The rise that is needed, as a fraction of the magnitude of its values.
  static let riseSize = 0.05

  @Sendable static func alerts(_ store: SeriesStore) -> [RunAlert] {
    store.series.lazy.filter { SeriesNaming.isLoss($0.name) && !SeriesNaming.isHeldOut($0.name) }
      .compactMap(alert)
  }

  private static func alert(_ series: Series) -> RunAlert? {
    let curve = AlertCurve(series)
    guard curve.count >= pointMinimum, let end = curve.smooth.last,
      let best = curve.smooth.indices.min(by: { curve.smooth[$0] < curve.smooth[$1] })
    else { return nil }
    let lowest = curve.smooth[best]
    let needed = max(riseShare * curve.drop, riseNoise * curve.noise, riseSize * abs(lowest))
    guard end - lowest > needed else { return nil }
    // It began after the last point that was still near the lowest.
    let near = lowest + max(2 * curve.noise, 0.1 * (end - lowest))
    let last = curve.smooth.lastIndex { $0 <= near } ?? best
    let start = curve.steps[min(last + 1, curve.count - 1)]
    return RunAlert(
      kind: .divergence, series: series.name, step: start,
      text:
        "\(series.name) rises since step \(NumberText.step(start)): \(NumberText.short(end)) now, "
        + "\(NumberText.short(lowest)) at its lowest, step \(NumberText.step(curve.steps[best]))")
  }
}
