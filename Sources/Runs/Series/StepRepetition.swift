/// Points of one writer that repeat steps of their series, as long as their meaning is undecided.
///
/// A row that is repeated once, such as that of the best step at the end of a log, is not a restart; several
/// consecutive ones are. Where points are merged in buckets, a step is only possibly an existing one, so more of them
/// are needed.
struct StepRepetition: Sendable {
  /// The points, with steps that do not fall.
  private(set) var points: [SeriesPoint] = []
  private var isCertain = false

  /// The consecutive possible repetitions that count as evidence.
  private static let uncertainMinimum = 12

  /// The most pending points: one step that is repeated again and again is not a restart, however often.
  static let limit = 64

  /// Whether no point is pending.
  var isEmpty: Bool { points.isEmpty }

  /// Whether the points are evidence that the run was restarted.
  var isRestart: Bool {
    guard let first = points.first, let last = points.last, last.step > first.step else {
      return false
    }
    return isCertain || points.count >= Self.uncertainMinimum
  }

  /// Whether a point continues the repetition.
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

  /// Adds a point that continues the repetition.
  mutating func add(_ point: SeriesPoint, evidence: StepEvidence) {
    points.append(point)
    if evidence == .certain { isCertain = true }
  }
}
