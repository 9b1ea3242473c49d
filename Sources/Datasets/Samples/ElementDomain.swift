/// The elements that samples may have.
public struct ElementDomain: Sendable, Equatable {
  /// What an element must be, for errors.
  public let expected: String
  let range: ClosedRange<Float>

  /// Any finite number.
  public static let finite = ElementDomain(
    expected: "a finite number",
    range: -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude)
  /// Counts and their expectations.
  public static let counts = ElementDomain(
    expected: "a finite count, not negative", range: 0...Float.greatestFiniteMagnitude)
  /// Zeros, ones, and chances of a one.
  public static let chances = ElementDomain(expected: "a number from 0 to 1", range: 0...1)

  /// Whether an element belongs to it; NaN does to none.
  public func contains(_ element: Float) -> Bool { range.contains(element) }
}

extension PixelMode {
  /// The elements that the map and its likelihood are made for.
  public var domain: ElementDomain {
    switch self {
    case .asinh, .paper, .identity: .finite
    case .poisson: .counts
    case .binary: .chances
    }
  }
}
