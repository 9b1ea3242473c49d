extension Series {
  /// Holds back a point that repeats a step, as long as it may begin or continue a restart; `false` where it does
  /// not, and the pending points have been placed.
  mutating func repeats(
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

  /// Restarts the run where the pending points are evidence of it.
  mutating func confirmRestart(capacity: Int) -> Effect? {
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

  /// Checks whether a point refutes the newest restart, which is then undone.
  ///
  /// - Returns: Where that restart was.
  mutating func checkRestart(_ point: SeriesPoint) -> Double? {
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

  /// Places the pending points, because they are not a restart.
  mutating func settle(capacity: Int) {
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

  /// Supersedes what the log has from a step on, because another series of the same process was restarted there.
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
    // A series that was restarted itself has points of the new run already.
    if let watch, watch.start <= step { return }
    let count = pointCount
    restart(at: step)
    (watch, isSettled) = (RestartWatch(start: step, end: last.step, pointCount: count), false)
  }

  /// Restores what was superseded because another series seemed to be restarted at a step.
  mutating func undoRestart(at step: Double) {
    guard let watch, watch.start == step, repetition.isEmpty else { return }
    hasHarmlessRepetitions = true
    undoRestart()
  }

  /// Starts a new segment that supersedes every point from a step on; does nothing where there are none.
  @discardableResult
  mutating func restart(at step: Double) -> Bool {
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

  /// The point with the largest step that is not superseded, as far as it is known from buckets of many points.
  private var newestCurrent: SeriesPoint? {
    let (bucket, mark) = (settledBuckets.last, settledMarks.last)
    if let mark, mark.lastStep >= bucket?.lastStep ?? -.infinity {
      return SeriesPoint(step: mark.lastStep, time: bucket?.time ?? .nan, value: mark.value)
    }
    return bucket.map { SeriesPoint(step: $0.lastStep, time: $0.time, value: $0.lastValue) }
  }

  /// Restores what the newest restart superseded, because its writer has not ended.
  mutating func undoRestart() {
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
