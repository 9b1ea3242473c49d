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
  /// Whether no point waits for those behind it, and no restart for its confirmation.
  private var isSettled = true
  /// The buckets of all segments.
  public private(set) var bucketCount = 0
  private var repetition = StepRepetition()
  private var watch: RestartWatch?
  /// Whether repeated steps turned out to be no restart, so that more of them are no evidence.
  private var hasHarmlessRepetitions = false
  /// The process, among those of the store, that the series tells of.
  let process: Int

  /// The most earlier segments kept; beyond it the two oldest become one, without what the later of them superseded.
  public static let earlierSegmentLimit = 16

  init(name: String, process: Int = 0) { (self.name, self.process) = (name, process) }

  /// The point with the largest step, finite or not, of those that were not superseded; `nil` where all were.
  public var last: SeriesPoint? { pointCount > supersededCount ? newest : nil }

  /// All segments, oldest first.
  public var segments: [SeriesSegment] { earlierSegments + [newestSegment] }

  /// The buckets that no later segment superseded, with steps that never go back.
  ///
  /// A bucket of many points that began before the step of a restart stays whole.
  public var current: [SeriesBucket] {
    var buckets = settledBuckets
    for point in repetition.points where point.value.isFinite {
      let place = buckets.firstPlace { $0.firstStep > point.step }
      buckets.insert(
        SeriesBucket(step: point.step, time: point.time, value: point.value), at: place)
    }
    return buckets
  }

  /// The marks that no later segment superseded.
  public var currentMarks: [NonFiniteMark] {
    var marks = settledMarks
    for point in repetition.points where !point.value.isFinite {
      let place = marks.firstPlace { $0.firstStep > point.step }
      marks.insert(NonFiniteMark(step: point.step, value: point.value), at: place)
    }
    return marks
  }

  private var settledBuckets: [SeriesBucket] { unsuperseded(\.buckets, firstStep: \.firstStep) }

  private var settledMarks: [NonFiniteMark] { unsuperseded(\.marks, firstStep: \.firstStep) }

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
  /// What a point did to what was there.
  enum Effect {
    /// Nothing.
    case none
    /// It was evidence that the run was started again at a step.
    case restarted(at: Double)
    /// It was evidence that a restart at a step was none.
    case refuted(at: Double)
  }

  /// Adds a point; `capacity` is the number of buckets at which neighbours are merged.
  mutating func append(
    step: Double, time: Double, value: Double, by writer: SeriesWriter, capacity: Int
  ) -> Effect {
    let point = SeriesPoint(step: step + passOffset, time: time, value: value)
    guard point.step >= newest.step, writer.number == turns.present, isSettled else {
      return appendOutOfTurn(point, logged: step, by: writer, capacity: capacity)
    }
    pointCount += 1
    newest = point
    add(point, capacity: capacity)
    return .none
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
  ) -> Effect {
    var effect = Effect.none
    if writer.number != turns.present {
      settle(capacity: capacity)
      switch turns.take(writer, at: point, behind: last) {
      case .goesOn: break
      case .restarts where passCount > 0:
        beginPass(point, at: step, capacity: capacity)
        return .none
      case .restarts:
        if restart(at: point.step) { effect = .restarted(at: point.step) }
      case .isParallel: undoRestart()
      case .isSuperseded where point.step >= newestSegment.startStep:
        pointCount += 1
        supersededCount += 1
        if !point.value.isFinite { nonFinite.add(point.value) }
        return .none
      case .isSuperseded: break
      }
    } else {
      if let refuted = checkRestart(point) { effect = .refuted(at: refuted) }
      if !turns.areParallel, !hasHarmlessRepetitions, writer.repetition != .row {
        let evidence =
          point.step < newest.step || !repetition.isEmpty ? evidence(of: point.step) : .none
        if writer.repetition == .pass, evidence != .none, step <= presentPassStart {
          settle(capacity: capacity)
          beginPass(point, at: step, capacity: capacity)
          return effect
        }
        if repeats(point, evidence: evidence, capacity: capacity) {
          return confirmRestart(capacity: capacity) ?? effect
        }
      }
    }
    pointCount += 1
    place(point, capacity: capacity)
    return effect
  }

  /// Puts a point where it belongs among those that are there.
  private mutating func place(_ point: SeriesPoint, capacity: Int) {
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
  private func evidence(of step: Double) -> StepEvidence {
    var limit = Double.infinity
    var isPossible = false
    for segment in segments.reversed() {
      if step < limit {
        switch segment.evidence(of: step) {
        case .certain: return .certain
        case .possible: isPossible = true
        case .none: break
        }
      }
      limit = min(limit, segment.startStep)
    }
    return isPossible ? .possible : .none
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
  /// Lets a point wait that repeats a step, as long as it may begin a restart or goes on with one; `false` where it does
  /// not, and those that waited have their places.
  private mutating func repeats(
    _ point: SeriesPoint, evidence: StepEvidence, capacity: Int
  ) -> Bool {
    if !repetition.isFollowed(by: point.step, upTo: newest.step, evidence: evidence) {
      settle(capacity: capacity)
      guard point.step < newest.step, evidence != .none else { return false }
    }
    repetition.add(point, evidence: evidence)
    pointCount += 1
    isSettled = false
    return true
  }

  /// Starts the run again where the points that wait are evidence of it.
  private mutating func confirmRestart(capacity: Int) -> Effect? {
    guard repetition.isRestart, let start = repetition.points.first?.step else { return nil }
    let points = repetition.points
    repetition = StepRepetition()
    let watch = RestartWatch(
      start: start, end: newest.step, pointCount: pointCount - points.count)
    restart(at: start)
    for point in points { place(point, capacity: capacity) }
    self.watch = watch
    isSettled = false
    return .restarted(at: start)
  }

  /// Looks whether a point refutes the newest restart, which is undone then.
  ///
  /// - Returns: Where that restart was.
  private mutating func checkRestart(_ point: SeriesPoint) -> Double? {
    guard let watch, repetition.isEmpty else { return nil }
    guard point.step >= watch.end else { return nil }
    let present = newest.step
    let leftOut = (earlierSegments.last?.buckets ?? []).filter {
      $0.firstStep > present && $0.firstStep < point.step
    }
    let isRefuted = watch.isRefuted(
      by: point.step, after: newest.step, count: pointCount - watch.pointCount,
      leftOut: Self.count(leftOut))
    self.watch = nil
    isSettled = true
    guard isRefuted else { return nil }
    hasHarmlessRepetitions = true
    undoRestart()
    return watch.start
  }

  /// Gives the points that wait their places, because they are no restart.
  private mutating func settle(capacity: Int) {
    let points = repetition.points
    repetition = StepRepetition()
    for point in points { place(point, capacity: capacity) }
    isSettled = watch == nil
  }

  /// Supersedes what the log has from a step on.
  mutating func restart(atLogged step: Double, capacity: Int) {
    settle(capacity: capacity)
    restart(at: step + passOffset)
  }

  /// Supersedes what the log has from a step on, because another series of the same process was started again there.
  mutating func restart(
    with other: Series, at step: Double, time: Double, by writer: SeriesWriter, capacity: Int
  ) {
    guard process == other.process, passCount == 0, !turns.areParallel, repetition.isEmpty,
      let last, last.step >= step, turns.present <= writer.number
    else { return }
    if turns.present < writer.number {
      let point = SeriesPoint(step: step, time: time, value: .nan)
      if case .restarts = turns.take(writer, at: point, behind: last) { restart(at: step) }
      return
    }
    // A series that was started again itself has points of the new run already.
    if let watch, watch.start <= step { return }
    let count = pointCount
    restart(at: step)
    (watch, isSettled) = (RestartWatch(start: step, end: last.step, pointCount: count), false)
  }

  /// Gives back what was superseded because another series seemed to be started again at a step.
  mutating func undoRestart(at step: Double) {
    guard let watch, watch.start == step, repetition.isEmpty else { return }
    hasHarmlessRepetitions = true
    undoRestart()
  }

  /// Starts a new segment that supersedes every point from a step on; does nothing where there are none.
  @discardableResult
  private mutating func restart(at step: Double) -> Bool {
    (watch, isSettled) = (nil, repetition.isEmpty)
    guard let last, last.step >= step else { return false }
    restartCount += 1
    supersededCount +=
      settledBuckets.lazy.filter { $0.firstStep >= step }.reduce(0) { $0 + $1.count }
      + settledMarks.lazy.filter { $0.firstStep >= step }.reduce(0) { $0 + $1.count }
    newestSegment.close()
    earlierSegments.append(newestSegment)
    newestSegment = SeriesSegment(startStep: step)
    if earlierSegments.count > Self.earlierSegmentLimit {
      let second = earlierSegments.remove(at: 1)
      earlierSegments[0].absorb(second)
    }
    recount()
    newest = newestCurrent ?? SeriesPoint(step: -.infinity, time: .nan, value: .nan)
    return true
  }

  /// The point with the largest step that is not superseded, as far as buckets of many points tell.
  private var newestCurrent: SeriesPoint? {
    let (bucket, mark) = (settledBuckets.last, settledMarks.last)
    if let mark, mark.lastStep >= bucket?.lastStep ?? -.infinity {
      return SeriesPoint(step: mark.lastStep, time: bucket?.time ?? .nan, value: mark.value)
    }
    return bucket.map { SeriesPoint(step: $0.lastStep, time: $0.time, value: $0.lastValue) }
  }

  /// Gives back what the newest restart superseded, because its writer has not ended.
  private mutating func undoRestart() {
    (watch, isSettled) = (nil, repetition.isEmpty)
    guard let before = earlierSegments.popLast() else { return }
    let restarted = newestSegment
    newestSegment = before
    newestSegment.join(restarted)
    restartCount -= 1
    supersededCount = 0
    supersededCount = pointCount - Self.count(settledBuckets) - Self.count(settledMarks)
    newest = newestCurrent ?? newest
    newestSegment.reopen()
    recount()
  }

  private static func count(_ buckets: [SeriesBucket]) -> Int {
    buckets.reduce(0) { $0 + $1.count }
  }
  private static func count(_ marks: [NonFiniteMark]) -> Int { marks.reduce(0) { $0 + $1.count } }
}
