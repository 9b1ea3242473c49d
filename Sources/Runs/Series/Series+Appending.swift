extension Series {
  /// The effect of a point on the series.
  enum Effect {
    /// Nothing.
    case none
    /// It was evidence that the run was restarted at a step.
    case restarted(at: Double)
    /// It was evidence against a restart at a step.
    case refuted(at: Double)
  }

  /// Adds a point that continues the series, as nearly all do; `false` for any other, which is not added.
  ///
  /// - Parameters:
  ///   - step: The step, as logged.
  ///   - time: The wall time in unix seconds; NaN when it is not known.
  ///   - value: The value.
  ///   - writer: Who adds it.
  ///   - capacity: The number of buckets at which neighbours are merged.
  /// - Returns: Whether it was added.
  @inline(__always)
  mutating func appendInOrder(
    step: Double, time: Double, value: Double, by writer: SeriesWriter, capacity: Int
  ) -> Bool {
    let point = SeriesPoint(step: step + passOffset, time: time, value: value)
    guard point.step >= newest.step, writer.number == turns.present, isSettled else { return false }
    pointCount += 1
    newest = point
    add(point, capacity: capacity)
    return true
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

  /// Adds a point that comes out of order or from another writer than the one before, or while others are pending.
  ///
  /// - Parameters:
  ///   - step: The step, as logged.
  ///   - time: The wall time in unix seconds; NaN when it is not known.
  ///   - value: The value.
  ///   - writer: Who adds it.
  ///   - capacity: The number of buckets at which neighbours are merged.
  /// - Returns: Its effect.
  mutating func appendOutOfTurn(
    step: Double, time: Double, value: Double, by writer: SeriesWriter, capacity: Int
  ) -> Effect {
    let point = SeriesPoint(step: step + passOffset, time: time, value: value)
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

  /// Sorts a point in among the existing ones.
  mutating func place(_ point: SeriesPoint, capacity: Int) {
    guard point.step < newest.step else {
      newest = point
      return add(point, capacity: capacity)
    }
    sortIn(point, capacity: capacity)
  }

  private mutating func sortIn(_ point: SeriesPoint, capacity: Int) {
    // The last finite point may be followed by values that are not finite.
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

  /// The first step of the present pass, as logged.
  private var presentPassStart: Double { passCount > 0 ? passStart.step : oldestStep ?? 0 }

  /// Offsets the steps from here on after the existing ones, at the mean spacing of the previous pass.
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
