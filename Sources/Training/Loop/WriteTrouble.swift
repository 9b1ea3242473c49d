/// Tracks failures of writing, so that each is reported once, and once when it is over.
struct WriteTrouble {
  /// The number of losses in all.
  private(set) var lostCount = 0
  /// The number of losses in the current failure; `nil` while there is none.
  private var present: Int?

  /// Records a failure.
  ///
  /// - Parameter count: The number of losses.
  /// - Returns: Whether the failure is new.
  mutating func failed(losing count: Int = 0) -> Bool {
    defer { present = (present ?? 0) + count }
    lostCount += count
    return present == nil
  }

  /// Records a success.
  ///
  /// - Returns: The losses of the failure that is over; `nil` when there was none.
  mutating func worked() -> Int? {
    defer { present = nil }
    return present
  }
}
