/// The meaning of a field of a table.
package enum TableField: Sendable, Equatable {
  /// A number; the words for NaN and infinity, too.
  case number(Double)
  /// A number with something around it, which is not part of the value.
  case decorated(Double, NumberDecoration)
  /// Empty, or a word for a missing value: see ``MissingWord``.
  case missing
  /// Anything else.
  case text

  /// The number; `nil` where there is none.
  package var value: Double? {
    switch self {
    case .number(let value), .decorated(let value, _): value
    case .missing, .text: nil
    }
  }
}

/// What surrounds a number in a field.
package enum NumberDecoration: String, Sendable, CaseIterable {
  /// A percent sign after it: `51.2%` is 51.2.
  case percent
  /// An uncertainty after it: `0.13±0.1`, `0.13+/-0.1` and `0.13(1)` are 0.13.
  case uncertainty
  /// What Python prints around a number of a library: `tensor(0.5)`, `[0.5]` and `np.float32(0.5)` are 0.5.
  case wrapper
}
