/// The elements that samples may have.
package struct ElementDomain: Sendable, Equatable {
  /// The description of valid elements, for errors.
  package let expected: String
  let range: ClosedRange<Float>

  /// Any finite number.
  package static let finite = ElementDomain(
    expected: "a finite number",
    range: -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude)
  /// Counts and their expectations.
  package static let counts = ElementDomain(
    expected: "a non-negative finite count", range: 0...Float.greatestFiniteMagnitude)
  /// Zeros, ones, and probabilities of a one.
  package static let chances = ElementDomain(expected: "a number from 0 to 1", range: 0...1)

  /// Whether an element belongs to it; NaN belongs to none.
  package func contains(_ element: Float) -> Bool { range.contains(element) }
}

extension PixelMode {
  /// The valid elements for the transform and its likelihood.
  package var domain: ElementDomain {
    switch self {
    case .asinh, .paper, .identity: .finite
    case .poisson, .anscombe: .counts
    case .binary: .chances
    }
  }
}
