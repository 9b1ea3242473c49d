/// Whether something can be written, so that a trouble is reported once, and once when it is over.
struct WriteTrouble {
  /// What was lost in all.
  private(set) var lostCount = 0
  /// What was lost in the trouble at hand; `nil` while there is none.
  private var present: Int?

  /// Notes a failure.
  ///
  /// - Parameter count: What was lost with it.
  /// - Returns: Whether the trouble is new.
  mutating func failed(losing count: Int = 0) -> Bool {
    defer { present = (present ?? 0) + count }
    lostCount += count
    return present == nil
  }

  /// Notes that writing works.
  ///
  /// - Returns: What was lost in the trouble that is over; `nil` when there was none.
  mutating func worked() -> Int? {
    defer { present = nil }
    return present
  }
}
