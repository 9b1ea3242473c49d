/// The points of a series between two restarts: a run, or the part of it after a restart.
package struct SeriesSegment: Sendable, Equatable {
  /// Points of earlier segments from this step on are superseded.
  package internal(set) var startStep: Double
  /// The buckets that get no more points at their ends, ordered by step.
  private(set) var closed: [SeriesBucket] = []
  /// Points that came after later ones, by step; merged with the others when there are many.
  private(set) var late: [SeriesPoint] = []
  /// Where the values were not finite, by step; at most ``markLimit``.
  package internal(set) var marks: [NonFiniteMark] = []
  /// Whether the newest value was not finite.
  private var endsInMark = false
  /// Whether there may be closed buckets that could be merged within the width.
  private var isLoose = false
  /// The bucket that gets the next point; it is stored beside the other fields that a point changes, so that the
  /// point costs few memory accesses.
  private(set) var open: SeriesBucket?

  /// The most marks that are kept; beyond it neighbours are merged.
  package static let markLimit = 64

  init(startStep: Double) { self.startStep = startStep }

  /// The finite points by step.
  package var buckets: [SeriesBucket] {
    guard late.isEmpty else {
      var whole = self
      whole.close()
      return whole.closed
    }
    return open.map { closed + [$0] } ?? closed
  }

  /// The number of buckets.
  var bucketCount: Int { closed.count + late.count + (open == nil ? 0 : 1) }

  /// The step of the last finite point; below all others before there is one.
  var lastFiniteStep: Double { open?.lastStep ?? closed.last?.lastStep ?? -.infinity }

  /// The smallest step of a point that is kept, finite or not.
  var oldestStep: Double? {
    [closed.first?.firstStep ?? open?.firstStep, late.first?.step, marks.first?.firstStep]
      .compactMap(\.self).min()
  }

  /// Adds a finite point to the open bucket unless that is full.
  @inline(__always)
  mutating func addToOpen(step: Double, time: Double, value: Double, width: Int) -> Bool {
    endsInMark = false
    guard let count = open?.count, count < width else { return false }
    open?.add(step: step, time: time, value: value)
    return true
  }

  /// Opens a bucket, and closes the one before.
  mutating func open(_ bucket: SeriesBucket) {
    if let open { closed.append(open) }
    open = bucket
  }

  /// Closes the open bucket, and sorts in the late points.
  mutating func close() {
    sortInLate()
    if let open { closed.append(open) }
    open = nil
  }

  /// Merges neighbouring closed buckets as far as none gets more points than the width.
  ///
  /// - Parameters:
  ///   - width: The most points of a bucket.
  ///   - isNew: Whether the width has grown; where it has not, only late points may have left buckets to merge.
  ///   - limit: The step from which on the segment is superseded; buckets are not merged across it.
  mutating func compact(to width: Int, isNew: Bool, apartFrom limit: Double) {
    sortInLate()
    guard isNew || isLoose else { return }
    closed.mergeNeighbours {
      $0.count + $1.count <= width && ($0.firstStep < limit) == ($1.firstStep < limit)
    } merge: {
      $0.merge($1)
    }
    isLoose = false
  }

  mutating func mark(step: Double, value: Double) {
    let mark = NonFiniteMark(step: step, value: value)
    if endsInMark, let last = marks.last, last.counts.hasSameKinds(as: mark.counts) {
      marks[marks.count - 1].merge(mark)
      return
    }
    if marks.count == Self.markLimit { marks.mergePairs { $0.merge($1) } }
    marks.append(mark)
    endsInMark = true
  }
}

extension SeriesSegment {
  /// Buffers a point whose step lies before the last; sorts in the buffered ones when there are `limit`.
  mutating func addLate(_ point: SeriesPoint, limit: Int) {
    guard point.value.isFinite else {
      let mark = NonFiniteMark(step: point.step, value: point.value)
      let place = marks.firstIndex { $0.firstStep > point.step } ?? marks.count
      if marks.count == Self.markLimit { marks.mergePairs { $0.merge($1) } }
      marks.insert(mark, at: min(place, marks.count))
      marks.sort { $0.firstStep < $1.firstStep }
      return
    }
    let place = late.firstPlace { $0.step > point.step }
    late.insert(point, at: place)
    if late.count >= limit { sortInLate() }
  }

  /// Whether a step is that of a point that is kept, as far as it is known from buckets of many points.
  func evidence(of step: Double) -> StepEvidence {
    let place = late.firstPlace { $0.step >= step }
    if place < late.count, late[place].step == step { return .certain }
    if holdsMark(step) { return .certain }
    if let open, step >= open.firstStep { return open.evidence(of: step) }
    let behind = closed.firstPlace { $0.firstStep > step }
    return behind > 0 ? closed[behind - 1].evidence(of: step) : .none
  }

  private func holdsMark(_ step: Double) -> Bool {
    marks.contains { step == $0.firstStep || step == $0.lastStep }
  }

  /// Sorts in the late points: into the bucket that covers the step, or as a separate bucket between two.
  private mutating func sortInLate() {
    guard !late.isEmpty else { return }
    var merged: [SeriesBucket] = []
    merged.reserveCapacity(closed.count + late.count)
    var next = 0
    for point in late {
      if let first = open?.firstStep, point.step >= first {
        open?.include(point)
        continue
      }
      while next < closed.count, closed[next].firstStep <= point.step {
        merged.append(closed[next])
        next += 1
      }
      if let last = merged.last, last.lastStep > point.step {
        merged[merged.count - 1].include(point)
      } else {
        merged.append(SeriesBucket(step: point.step, time: point.time, value: point.value))
      }
    }
    merged += closed[next...]
    (closed, late, isLoose) = (merged, [], true)
  }

  /// Appends a later segment to this one, without what it supersedes.
  mutating func absorb(_ next: SeriesSegment) {
    close()
    closed.removeAll { $0.firstStep >= next.startStep }
    marks.removeAll { $0.firstStep >= next.startStep }
    join(next)
    startStep = min(startStep, next.startStep)
  }

  /// Merges the points of another segment; nothing is superseded.
  mutating func join(_ other: SeriesSegment) {
    close()
    closed += other.buckets
    if !closed.isSorted(by: \.firstStep) { closed.sort { $0.firstStep < $1.firstStep } }
    marks += other.marks
    marks.sort { $0.firstStep < $1.firstStep }
    while marks.count > Self.markLimit { marks.mergePairs { $0.merge($1) } }
    (endsInMark, isLoose) = (other.endsInMark, true)
  }

  /// Opens the last bucket again, for points that follow.
  mutating func reopen() {
    if open == nil { open = closed.popLast() }
  }
}

extension Array {
  /// The partition point: the index before which all elements fail a test and from which all pass it.
  func firstPlace(where passes: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Whether a value of the elements never falls.
  func isSorted(by value: (Element) -> Double) -> Bool {
    zip(self, dropFirst()).allSatisfy { value($0) <= value($1) }
  }

  /// Merges the first and second element, the third and fourth, and so on; releases the memory.
  mutating func mergePairs(_ merge: (inout Element, Element) -> Void) {
    var isOdd = true
    mergeNeighbours { _, _ in
      isOdd.toggle()
      return !isOdd
    } merge: {
      merge(&$0, $1)
    }
  }

  /// Merges neighbours that pass a test; releases the memory.
  mutating func mergeNeighbours(
    where joins: (Element, Element) -> Bool, merge: (inout Element, Element) -> Void
  ) {
    var merged: [Element] = []
    // A power of two, so that memory freed by one series fits the next.
    merged.reserveCapacity(
      count < 3 ? 1 : 1 << (Int.bitWidth - ((count - 1) / 2).leadingZeroBitCount))
    for element in self {
      if !merged.isEmpty, joins(merged[merged.count - 1], element) {
        merge(&merged[merged.count - 1], element)
      } else {
        merged.append(element)
      }
    }
    self = merged
  }
}
