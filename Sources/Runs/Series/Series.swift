/// The points of one figure of a run, in bounded memory however many they are.
///
/// Points are kept one by one until there are as many buckets as the store allows; then neighbouring buckets become
/// one and every later bucket takes twice as many points. A step that goes back starts a new segment, because the run
/// was started again or resumed from an earlier checkpoint.
public struct Series: Sendable {
  /// The name, as the log has it.
  public let name: String
  /// The segments before the newest, oldest first; at most ``earlierSegmentLimit``.
  public private(set) var earlierSegments: [SeriesSegment] = []
  /// The newest segment.
  public private(set) var newestSegment = SeriesSegment(startStep: .min)
  /// All points ever added, those that are not finite too.
  public private(set) var pointCount = 0
  /// How many of them were not finite.
  public private(set) var nonFiniteCount = 0
  /// How often the step went back.
  public private(set) var restartCount = 0
  /// The step, time and value of the newest point, finite or not.
  public private(set) var last: (step: Int, time: Double, value: Double)?
  /// The points in a full bucket, a power of two.
  public private(set) var bucketWidth = 1
  /// The buckets of all segments.
  public private(set) var bucketCount = 0

  /// The most earlier segments kept; beyond it the two oldest become one, without what the later of them superseded.
  public static let earlierSegmentLimit = 16

  init(name: String) { self.name = name }

  /// All segments, oldest first.
  public var segments: [SeriesSegment] { earlierSegments + [newestSegment] }

  /// The buckets that no later segment superseded, with steps that never go back.
  ///
  /// A bucket of many points that began before the step of a restart stays whole.
  public var current: [SeriesBucket] { unsuperseded(\.buckets, firstStep: \.firstStep) }

  /// The marks that no later segment superseded.
  public var currentMarks: [NonFiniteMark] { unsuperseded(\.marks, firstStep: \.firstStep) }

  private func unsuperseded<Element>(
    _ elements: KeyPath<SeriesSegment, [Element]>, firstStep: KeyPath<Element, Int>
  ) -> [Element] {
    guard !earlierSegments.isEmpty else { return newestSegment[keyPath: elements] }
    var limit = Int.max
    var parts: [[Element]] = []
    for segment in segments.reversed() {
      parts.append(segment[keyPath: elements].filter { $0[keyPath: firstStep] < limit })
      limit = min(limit, segment.startStep)
    }
    return parts.reversed().flatMap(\.self)
  }

  /// The smallest step of a point that is kept, finite or not.
  var oldestStep: Int? {
    segments.flatMap { [$0.firstBucket?.firstStep, $0.marks.first?.firstStep] }
      .compactMap(\.self).min()
  }

  /// Adds a point; `capacity` is the number of buckets at which neighbours are merged.
  mutating func append(step: Int, time: Double, value: Double, capacity: Int) {
    if let last, step < last.step { restart(at: step) }
    last = (step, time, value)
    pointCount += 1
    guard value.isFinite else {
      nonFiniteCount += 1
      newestSegment.mark(step: step, value: value)
      return
    }
    if newestSegment.addToOpen(step: step, time: time, value: value, width: bucketWidth) { return }
    if bucketCount >= capacity { halve() }
    newestSegment.open(SeriesBucket(step: step, time: time, value: value))
    bucketCount += 1
  }

  /// Starts a new segment that supersedes every point from a step on; does nothing where there are none.
  mutating func restart(at step: Int) {
    guard let last, last.step >= step else { return }
    restartCount += 1
    newestSegment.close()
    earlierSegments.append(newestSegment)
    newestSegment = SeriesSegment(startStep: step)
    self.last = nil
    if earlierSegments.count > Self.earlierSegmentLimit {
      let second = earlierSegments.remove(at: 1)
      earlierSegments[0].absorb(second)
      recount()
    }
  }

  /// Merges buckets until there are at most `capacity`.
  mutating func shrink(to capacity: Int) {
    while bucketCount > capacity { halve() }
  }

  private mutating func halve() {
    bucketWidth *= 2
    newestSegment.halve()
    for index in earlierSegments.indices { earlierSegments[index].halve() }
    recount()
  }

  private mutating func recount() {
    bucketCount = earlierSegments.reduce(newestSegment.bucketCount) { $0 + $1.bucketCount }
  }
}
