/// A latent point with the sample that it started from; the unit of undo.
struct ExploredPoint: Sendable, Equatable {
  /// The value of every latent.
  var latents: [Float]
  /// The encoded sample beside the decoded one.
  var source: SourceSample?
}

/// The points before and after the current one.
struct EditHistory: Sendable {
  /// Beyond this many the oldest points are dropped.
  static let limit = 500

  private(set) var past: [ExploredPoint] = []
  private(set) var future: [ExploredPoint] = []

  /// Records the point that an edit is about to leave.
  mutating func record(_ point: ExploredPoint) {
    past.append(point)
    if past.count > Self.limit { past.removeFirst() }
    future.removeAll()
  }

  /// The point before `present`, which becomes the next point to redo; `nil` at the beginning.
  mutating func undo(from present: ExploredPoint) -> ExploredPoint? {
    guard let point = past.popLast() else { return nil }
    future.append(present)
    return point
  }

  /// The point after `present`, which becomes the next point to undo; `nil` at the end.
  mutating func redo(from present: ExploredPoint) -> ExploredPoint? {
    guard let point = future.popLast() else { return nil }
    past.append(present)
    return point
  }
}
