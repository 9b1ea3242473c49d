/// A held-out loss that rises from its minimum while the training loss keeps falling.
enum OverfittingAlert {
  /// The fewest points of the held-out curve to judge.
  static let pointMinimum = 8
  /// The fraction of the held-out curve's own fall by which it must have risen again.
  static let riseShare = 0.05
  /// The rise that is needed, in units of its noise.
  static let riseNoise = 4.0
  /// The rise that the line through the values since the minimum must have, in units of its standard error.
  static let riseErrors = 5.0

  @Sendable static func alerts(_ store: SeriesStore) -> [RunAlert] {
    let losses = store.series.filter { SeriesNaming.isLoss($0.name) }
    let training = losses.filter { !SeriesNaming.isHeldOut($0.name) }
    return losses.filter { SeriesNaming.isHeldOut($0.name) }.compactMap { heldOut in
      let key = SeriesNaming.pairKey(heldOut.name)
      return training.first { SeriesNaming.pairKey($0.name) == key }
        .flatMap { alert(heldOut, training: $0) }
    }
  }

  private static func alert(_ heldOut: Series, training: Series) -> RunAlert? {
    let curve = AlertCurve(heldOut)
    guard curve.count >= pointMinimum, let end = curve.smooth.last,
      let best = curve.smooth.indices.min(by: { curve.smooth[$0] < curve.smooth[$1] })
    else { return nil }
    let lowest = curve.smooth[best]
    guard end - lowest > max(riseShare * curve.drop, riseNoise * curve.noise),
      curve.count - best > 3, isRising(curve.values[best...]),
      isFalling(training, since: curve.steps[best])
    else { return nil }
    return RunAlert(
      kind: .overfitting, series: heldOut.name, step: curve.steps[best],
      text:
        "overfitting since step \(NumberText.step(curve.steps[best])): \(heldOut.name) rose from "
        + "\(NumberText.short(lowest)) to \(NumberText.short(end)) while \(training.name) fell")
  }

  /// Whether the rise is significant, given the autocorrelation of the curve.
  private static func isRising(_ values: ArraySlice<Double>) -> Bool {
    let line = TrendLine(values)
    return line.rise > riseErrors * line.standardError
  }

  private static func isFalling(_ series: Series, since step: Double) -> Bool {
    let curve = AlertCurve(series)
    guard let start = curve.steps.lastIndex(where: { $0 <= step }), let end = curve.smooth.last
    else { return false }
    return end < curve.smooth[start]
  }
}
