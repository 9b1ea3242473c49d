/// What a series held between two steps back: a run, or the part of it after a restart.
public struct SeriesSegment: Sendable, Equatable {
  /// What is earlier than this segment and has this step or a later one is superseded by it.
  public internal(set) var startStep: Int
  /// The finite points, oldest first.
  public internal(set) var buckets: [SeriesBucket] = []
  /// Where the values were not finite, oldest first; at most ``markLimit``.
  public internal(set) var marks: [NonFiniteMark] = []
  /// Whether the newest value was not finite.
  private var endsInMark = false

  /// The most marks that are kept; beyond it neighbours become one.
  public static let markLimit = 64

  init(startStep: Int) { self.startStep = startStep }

  mutating func noteFinite() { endsInMark = false }

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
    buckets.removeAll { $0.firstStep >= next.startStep }
    buckets += next.buckets
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
