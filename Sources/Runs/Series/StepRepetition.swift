/// Points of one writer that give steps again which their series has, as long as it is not settled what that means.
///
/// A row that is repeated once, such as that of the best step at the end of a log, is no restart; several that follow each
/// other are. Where points are merged in buckets a step only may be one that was there, so more of them are needed.
struct StepRepetition: Sendable {
  /// The points, with steps that do not fall.
  private(set) var points: [SeriesPoint] = []
  private var isCertain = false

  /// So many points in a row that only may have been there are evidence.
  private static let uncertainMinimum = 12

  /// The most points that wait: one step that is given again and again is no restart, however often.
  static let limit = 64

  /// Whether no point waits.
  var isEmpty: Bool { points.isEmpty }

  /// Whether the points are evidence that the run was started again.
  var isRestart: Bool {
    guard let first = points.first, let last = points.last, last.step > first.step else {
      return false
    }
    return isCertain || points.count >= Self.uncertainMinimum
  }

  /// Whether a point goes on with what is repeated.
  ///
  /// - Parameters:
  ///   - step: The step of the point.
  ///   - newest: The largest step of the series.
  ///   - evidence: Whether the series has the step.
  /// - Returns: Whether it does.
  func isFollowed(by step: Double, upTo newest: Double, evidence: StepEvidence) -> Bool {
    guard let last = points.last else { return evidence != .none }
    return points.count < Self.limit && step >= last.step && step <= newest
      && (isCertain || evidence != .none)
  }

  /// Adds a point that goes on with what is repeated.
  mutating func add(_ point: SeriesPoint, evidence: StepEvidence) {
    points.append(point)
    if evidence == .certain { isCertain = true }
  }
}
