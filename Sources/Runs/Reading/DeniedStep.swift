/// A column that did not count anything in its first rows, but may count later: some loops log step 0 until the
/// optimiser begins.
struct DeniedStep: Sendable {
  /// The column.
  let column: Int
  private var newest = Double.nan
  private var (grown, flat) = (0, 0)

  /// The rows in which it must grow to be accepted.
  private static let growthMinimum = 3

  init(column: Int) { self.column = column }

  /// Evaluates a value.
  ///
  /// - Returns: Whether the column counts after all; `nil` while that is undecided.
  mutating func see(_ value: Double) -> Bool? {
    defer { newest = value }
    if value < newest { return false }
    if value > newest {
      grown += 1
    } else if grown > 0 {
      flat += 1
    }
    return grown >= Self.growthMinimum && grown > 2 * flat ? true : nil
  }
}
