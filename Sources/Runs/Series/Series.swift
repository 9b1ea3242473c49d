/// The points of one figure of a run by step, in bounded memory.
///
/// Points are stored individually until there are as many buckets as the store allows; then neighbouring buckets
/// are merged and every later bucket takes twice as many points. A point whose step lies before the last is sorted
/// in; a restart, for which there must be evidence, begins a new segment that supersedes what it repeats.
package struct Series: Sendable {
  /// The name, as logged.
  package let name: String
  /// The segments before the newest, oldest first; at most ``earlierSegmentLimit``.
  package internal(set) var earlierSegments: [SeriesSegment] = []
  /// The points that restarts superseded.
  package internal(set) var supersededCount = 0
  /// The points that were not finite.
  package internal(set) var nonFinite = NonFiniteCounts()
  /// How often the run was restarted at a step that it had reached before.
  package internal(set) var restartCount = 0
  /// How often the step restarted at its first value and was offset after the existing ones.
  package internal(set) var passCount = 0

  /// The first step of the present pass, as logged, and the number of points before the pass.
  var passStart = (step: 0.0, pointCount: 0)

  // What every point reads or changes is stored together.
  /// The newest segment.
  package internal(set) var newestSegment = SeriesSegment(startStep: -.infinity)
  /// The point with the largest step; before there is one its step is below all others.
  var newest = SeriesPoint(step: -.infinity, time: .nan, value: .nan)
  /// What is added to the steps of the present pass.
  var passOffset = 0.0
  /// All points ever added, those that are not finite too.
  package internal(set) var pointCount = 0
  /// The points in a full bucket, a power of two.
  package internal(set) var bucketWidth = 1
  var turns = WriterTurns()
  /// Whether no point is pending, and no restart is unconfirmed.
  var isSettled = true
  /// The buckets of all segments.
  package internal(set) var bucketCount = 0
  var repetition = StepRepetition()
  var watch: RestartWatch?
  /// Whether repeated steps turned out not to be a restart, so that more of them are not evidence.
  var hasHarmlessRepetitions = false
  /// The index of the process that the series belongs to, among those of the store.
  let process: Int

  /// The most earlier segments kept; beyond it the two oldest are merged, without what the later of them superseded.
  package static let earlierSegmentLimit = 16

  init(name: String, process: Int = 0) { (self.name, self.process) = (name, process) }

  /// The point with the largest step, finite or not, of those that were not superseded; `nil` where all were.
  package var last: SeriesPoint? { pointCount > supersededCount ? newest : nil }

  /// All segments, oldest first.
  package var segments: [SeriesSegment] { earlierSegments + [newestSegment] }

  /// The buckets that no later segment superseded, with steps that never go back.
  ///
  /// A bucket of many points that began before the step of a restart stays whole.
  package var current: [SeriesBucket] {
    var buckets = settledBuckets
    for point in repetition.points where point.value.isFinite {
      let place = buckets.firstPlace { $0.firstStep > point.step }
      buckets.insert(
        SeriesBucket(step: point.step, time: point.time, value: point.value), at: place)
    }
    return buckets
  }

  /// The marks that no later segment superseded.
  package var currentMarks: [NonFiniteMark] {
    var marks = settledMarks
    for point in repetition.points where !point.value.isFinite {
      let place = marks.firstPlace { $0.firstStep > point.step }
      marks.insert(NonFiniteMark(step: point.step, value: point.value), at: place)
    }
    return marks
  }

  var settledBuckets: [SeriesBucket] { unsuperseded(\.buckets, firstStep: \.firstStep) }

  var settledMarks: [NonFiniteMark] { unsuperseded(\.marks, firstStep: \.firstStep) }

  private func unsuperseded<Element>(
    _ elements: KeyPath<SeriesSegment, [Element]>, firstStep: KeyPath<Element, Double>
  ) -> [Element] {
    guard !earlierSegments.isEmpty else { return newestSegment[keyPath: elements] }
    var limit = Double.infinity
    var parts: [[Element]] = []
    for segment in segments.reversed() {
      parts.append(segment[keyPath: elements].filter { $0[keyPath: firstStep] < limit })
      limit = min(limit, segment.startStep)
    }
    let joined = parts.reversed().flatMap(\.self)
    // Late points may lie before the step of the restart after which they came.
    return joined.isSorted { $0[keyPath: firstStep] }
      ? joined : joined.sorted { $0[keyPath: firstStep] < $1[keyPath: firstStep] }
  }

  /// The smallest step of a point that is kept, finite or not.
  var oldestStep: Double? { segments.compactMap(\.oldestStep).min() }

  /// Merges buckets until there are at most `capacity`.
  mutating func shrink(to capacity: Int) {
    while bucketCount > capacity { halve() }
  }

  /// Makes room: neighbours are merged as far as the width allows, and where that is not enough the width doubles.
  mutating func halve() {
    let before = bucketCount
    compact(isNew: false)
    guard bucketCount > before / 4 * 3 else { return }
    bucketWidth *= 2
    compact(isNew: true)
  }

  private mutating func compact(isNew: Bool) {
    newestSegment.compact(to: bucketWidth, isNew: isNew, apartFrom: .infinity)
    var limit = newestSegment.startStep
    for index in earlierSegments.indices.reversed() {
      earlierSegments[index].compact(to: bucketWidth, isNew: isNew, apartFrom: limit)
      limit = min(limit, earlierSegments[index].startStep)
    }
    recount()
  }

  mutating func recount() {
    bucketCount = earlierSegments.reduce(newestSegment.bucketCount) { $0 + $1.bucketCount }
  }
}
