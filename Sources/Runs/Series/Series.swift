/// The points of one figure of a run by step, in bounded memory however many they are.
///
/// Points are kept one by one until there are as many buckets as the store allows; then neighbouring buckets become
/// one and every later bucket takes twice as many points. A point whose step lies before the last is sorted in; a
/// restart, for which there must be evidence, begins a new segment that supersedes what it repeats.
public struct Series: Sendable {
  /// The name, as the log has it.
  public let name: String
  /// The segments before the newest, oldest first; at most ``earlierSegmentLimit``.
  public private(set) var earlierSegments: [SeriesSegment] = []
  /// How many of them a restart superseded.
  public private(set) var supersededCount = 0
  /// How many were not finite.
  public private(set) var nonFinite = NonFiniteCounts()
  /// How often the run was started again at a step that it had reached before.
  public private(set) var restartCount = 0
  /// How often the step began again at its first and was laid behind what was there.
  public private(set) var passCount = 0

  /// The first step of the present pass but the first, as the log has it, and the points before the pass.
  private var passStart = (step: 0.0, pointCount: 0)

  // What every point reads or changes lies together.
  /// The newest segment.
  public private(set) var newestSegment = SeriesSegment(startStep: -.infinity)
  /// The point with the largest step; before there is one its step is below all others.
  private var newest = SeriesPoint(step: -.infinity, time: .nan, value: .nan)
  /// What is added to the steps of the present pass.
  private var passOffset = 0.0
  /// All points ever added, those that are not finite too.
  public private(set) var pointCount = 0
  /// The points in a full bucket, a power of two.
  public private(set) var bucketWidth = 1
  private var turns = WriterTurns()
  /// The buckets of all segments.
  public private(set) var bucketCount = 0

  /// The most earlier segments kept; beyond it the two oldest become one, without what the later of them superseded.
  public static let earlierSegmentLimit = 16

  init(name: String) { self.name = name }

  /// The point with the largest step, finite or not, of those that were not superseded; `nil` where all were.
  public var last: SeriesPoint? { pointCount > supersededCount ? newest : nil }

  /// All segments, oldest first.
  public var segments: [SeriesSegment] { earlierSegments + [newestSegment] }

  /// The buckets that no later segment superseded, with steps that never go back.
  ///
  /// A bucket of many points that began before the step of a restart stays whole.
  public var current: [SeriesBucket] { unsuperseded(\.buckets, firstStep: \.firstStep) }

  /// The marks that no later segment superseded.
  public var currentMarks: [NonFiniteMark] { unsuperseded(\.marks, firstStep: \.firstStep) }

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
    // What came late may lie before the step of the restart behind which it came.
    return joined.isSorted { $0[keyPath: firstStep] }
      ? joined : joined.sorted { $0[keyPath: firstStep] < $1[keyPath: firstStep] }
  }

  /// The smallest step of a point that is kept, finite or not.
  var oldestStep: Double? { segments.compactMap(\.oldestStep).min() }

  /// Merges buckets until there are at most `capacity`.
  mutating func shrink(to capacity: Int) {
    while bucketCount > capacity { halve() }
  }

  /// Makes room: neighbours become one as far as the width allows, and where that is not enough the width doubles.
  private mutating func halve() {
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

  private mutating func recount() {
    bucketCount = earlierSegments.reduce(newestSegment.bucketCount) { $0 + $1.bucketCount }
  }
}

extension Series {
  /// Adds a point; `capacity` is the number of buckets at which neighbours are merged.
  mutating func append(
    step: Double, time: Double, value: Double, by writer: SeriesWriter, capacity: Int
  ) {
    let point = SeriesPoint(step: step + passOffset, time: time, value: value)
    guard point.step >= newest.step, writer.number == turns.present else {
      return appendOutOfTurn(point, logged: step, by: writer, capacity: capacity)
    }
    pointCount += 1
    newest = point
    add(point, capacity: capacity)
  }

  /// Adds a point that is not before the last finite one.
  @inline(__always)
  private mutating func add(_ point: SeriesPoint, capacity: Int) {
    let (step, time, value) = (point.step, point.time, point.value)
    guard value.isFinite else {
      nonFinite.add(value)
      newestSegment.mark(step: step, value: value)
      return
    }
    if newestSegment.addToOpen(step: step, time: time, value: value, width: bucketWidth) { return }
    if bucketCount >= capacity { halve() }
    newestSegment.open(SeriesBucket(step: step, time: time, value: value))
    bucketCount += 1
  }

  private mutating func appendOutOfTurn(
    _ point: SeriesPoint, logged step: Double, by writer: SeriesWriter, capacity: Int
  ) {
    if writer.number != turns.present {
      switch turns.take(writer, at: point, behind: last) {
      case .goesOn: break
      case .restarts where passCount > 0: return beginPass(point, at: step, capacity: capacity)
      case .restarts: restart(at: point.step)
      case .isParallel: undoRestart()
      case .isSuperseded where point.step >= newestSegment.startStep:
        pointCount += 1
        supersededCount += 1
        if !point.value.isFinite { nonFinite.add(point.value) }
        return
      case .isSuperseded: break
      }
    } else if !turns.areParallel, writer.repetition != .row, mayHold(point.step) {
      guard writer.repetition != .pass || step > presentPassStart else {
        return beginPass(point, at: step, capacity: capacity)
      }
      restart(at: point.step)
    }
    pointCount += 1
    guard point.step < newest.step else {
      newest = point
      return add(point, capacity: capacity)
    }
    sortIn(point, capacity: capacity)
  }

  private mutating func sortIn(_ point: SeriesPoint, capacity: Int) {
    // Behind the last finite point there may be values that were none.
    guard point.value.isFinite, point.step < newestSegment.lastFiniteStep else {
      guard !point.value.isFinite else { return add(point, capacity: capacity) }
      nonFinite.add(point.value)
      newestSegment.addLate(point, limit: 1)
      return
    }
    if bucketCount >= capacity { halve() }
    newestSegment.addLate(point, limit: max(1, capacity / 16))
    recount()
  }

  /// Whether a step is that of a point that was not superseded.
  private func mayHold(_ step: Double) -> Bool {
    var limit = Double.infinity
    for segment in segments.reversed() {
      if step < limit, segment.mayHold(step) { return true }
      limit = min(limit, segment.startStep)
    }
    return false
  }

  /// The first step of the present pass, as the log has it.
  private var presentPassStart: Double { passCount > 0 ? passStart.step : oldestStep ?? 0 }

  /// Lays the steps from here on behind those that are there, at the mean distance of the pass before.
  private mutating func beginPass(_ point: SeriesPoint, at step: Double, capacity: Int) {
    let count = pointCount - passStart.pointCount
    let first = presentPassStart + passOffset
    let distance = count > 1 ? (newest.step - first) / Double(count - 1) : max(step, 1)
    passCount += 1
    passStart = (step, pointCount)
    passOffset = newest.step + (distance > 0 ? distance : 1) - step
    pointCount += 1
    newest = SeriesPoint(step: step + passOffset, time: point.time, value: point.value)
    add(newest, capacity: capacity)
  }
}

extension Series {
  /// Supersedes what the log has from a step on.
  mutating func restart(atLogged step: Double) { restart(at: step + passOffset) }

  /// Starts a new segment that supersedes every point from a step on; does nothing where there are none.
  private mutating func restart(at step: Double) {
    guard let last, last.step >= step else { return }
    restartCount += 1
    supersededCount +=
      current.lazy.filter { $0.firstStep >= step }.reduce(0) { $0 + $1.count }
      + currentMarks.lazy.filter { $0.firstStep >= step }.reduce(0) { $0 + $1.count }
    newestSegment.close()
    earlierSegments.append(newestSegment)
    newestSegment = SeriesSegment(startStep: step)
    if earlierSegments.count > Self.earlierSegmentLimit {
      let second = earlierSegments.remove(at: 1)
      earlierSegments[0].absorb(second)
    }
    recount()
    newest = newestCurrent ?? SeriesPoint(step: -.infinity, time: .nan, value: .nan)
  }

  /// The point with the largest step that is not superseded, as far as buckets of many points tell.
  private var newestCurrent: SeriesPoint? {
    let (bucket, mark) = (current.last, currentMarks.last)
    if let mark, mark.lastStep >= bucket?.lastStep ?? -.infinity {
      return SeriesPoint(step: mark.lastStep, time: bucket?.time ?? .nan, value: mark.value)
    }
    return bucket.map { SeriesPoint(step: $0.lastStep, time: $0.time, value: $0.lastValue) }
  }

  /// Gives back what the newest restart superseded, because its writer has not ended.
  private mutating func undoRestart() {
    guard let before = earlierSegments.popLast() else { return }
    let restarted = newestSegment
    newestSegment = before
    newestSegment.join(restarted)
    restartCount -= 1
    supersededCount = 0
    supersededCount = pointCount - Self.count(current) - Self.count(currentMarks)
    newest = newestCurrent ?? newest
    newestSegment.reopen()
    recount()
  }

  private static func count(_ buckets: [SeriesBucket]) -> Int {
    buckets.reduce(0) { $0 + $1.count }
  }
  private static func count(_ marks: [NonFiniteMark]) -> Int { marks.reduce(0) { $0 + $1.count } }
}
