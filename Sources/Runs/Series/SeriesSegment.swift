/// What a series held between two steps back: a run, or the part of it after a restart.
public struct SeriesSegment: Sendable, Equatable {
  /// What is earlier than this segment and has this step or a later one is superseded by it.
  public internal(set) var startStep: Int
  /// The buckets that get no more points, oldest first.
  private(set) var closed: [SeriesBucket] = []
  /// The bucket that gets the next point; it lies beside the rest of the series, where a point costs no further memory
  /// access.
  private(set) var open: SeriesBucket?
  /// Where the values were not finite, oldest first; at most ``markLimit``.
  public internal(set) var marks: [NonFiniteMark] = []
  /// Whether the newest value was not finite.
  private var endsInMark = false

  /// The most marks that are kept; beyond it neighbours become one.
  public static let markLimit = 64

  init(startStep: Int) { self.startStep = startStep }

  /// The finite points, oldest first.
  public var buckets: [SeriesBucket] { open.map { closed + [$0] } ?? closed }

  /// The oldest bucket.
  var firstBucket: SeriesBucket? { closed.first ?? open }

  /// The number of buckets.
  var bucketCount: Int { closed.count + (open == nil ? 0 : 1) }

  /// Adds a finite point to the open bucket unless that is full.
  mutating func addToOpen(step: Int, time: Double, value: Double, width: Int) -> Bool {
    endsInMark = false
    guard let count = open?.count, count < width else { return false }
    open?.add(step: step, time: time, value: value)
    return true
  }

  /// Opens a bucket, and closes the one before.
  mutating func open(_ bucket: SeriesBucket) {
    close()
    open = bucket
  }

  /// Closes the open bucket.
  mutating func close() {
    if let open { closed.append(open) }
    open = nil
  }

  /// Merges neighbouring closed buckets.
  mutating func halve() { closed.mergePairs { $0.merge($1) } }

  mutating func mark(step: Int, value: Double) {
    let mark = NonFiniteMark(
      kinds: .init(of: value), firstStep: step, lastStep: step, count: 1)
    if endsInMark, let last = marks.last, last.kinds == mark.kinds {
      marks[marks.count - 1].merge(mark)
      return
    }
    if marks.count == Self.markLimit { marks.mergePairs { $0.merge($1) } }
    marks.append(mark)
    endsInMark = true
  }

  /// Takes a later segment behind this one, less what it supersedes.
  mutating func absorb(_ next: SeriesSegment) {
    close()
    closed.removeAll { $0.firstStep >= next.startStep }
    closed += next.buckets
    marks.removeAll { $0.firstStep >= next.startStep }
    marks += next.marks
    if marks.count > Self.markLimit { marks.mergePairs { $0.merge($1) } }
    startStep = min(startStep, next.startStep)
    endsInMark = next.endsInMark
  }
}

extension Array {
  /// Makes one element of the first and second, one of the third and fourth, and so on; gives back the room.
  mutating func mergePairs(_ merge: (inout Element, Element) -> Void) {
    var merged: [Element] = []
    merged.reserveCapacity((count + 1) / 2)
    for index in stride(from: 0, to: count, by: 2) {
      var element = self[index]
      if index + 1 < count { merge(&element, self[index + 1]) }
      merged.append(element)
    }
    self = merged
  }
}
