/// The numbers of values of a series that were not finite, by type.
package struct NonFiniteCounts: Sendable, Equatable {
  /// NaN, and `null` where that means NaN.
  package internal(set) var notANumber = 0
  /// Positive infinity.
  package internal(set) var positiveInfinity = 0
  /// Negative infinity.
  package internal(set) var negativeInfinity = 0

  /// Creates counts of zero.
  package init() {}

  /// Counts one value that is not finite.
  init(of value: Double) { add(value) }

  /// All of them.
  package var total: Int { notANumber + positiveInfinity + negativeInfinity }

  /// The types that occurred, such as "NaN or -infinity".
  package var name: String { seen.map(\.name).joined(separator: " or ") }

  /// Every type with its count, such as "NaN 3 times, infinity 1 time".
  package var text: String {
    seen.map { "\($0.name) \($0.count) \($0.count == 1 ? "time" : "times")" }
      .joined(separator: ", ")
  }

  /// Whether only one type occurred.
  var isUniform: Bool { seen.count == 1 }

  private var seen: [(name: String, count: Int)] {
    [
      (name: "NaN", count: notANumber), (name: "infinity", count: positiveInfinity),
      (name: "-infinity", count: negativeInfinity),
    ].filter { $0.count > 0 }
  }

  /// Counts one more value that is not finite.
  mutating func add(_ value: Double) {
    if value.isNaN {
      notANumber += 1
    } else if value > 0 {
      positiveInfinity += 1
    } else {
      negativeInfinity += 1
    }
  }

  /// Adds the counts of other values.
  static func += (counts: inout NonFiniteCounts, others: NonFiniteCounts) {
    counts.notANumber += others.notANumber
    counts.positiveInfinity += others.positiveInfinity
    counts.negativeInfinity += others.negativeInfinity
  }

  /// Whether both have the same types.
  func hasSameKinds(as other: NonFiniteCounts) -> Bool {
    (notANumber > 0) == (other.notANumber > 0)
      && (positiveInfinity > 0) == (other.positiveInfinity > 0)
      && (negativeInfinity > 0) == (other.negativeInfinity > 0)
  }
}
