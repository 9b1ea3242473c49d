import Tensors

/// A power of two that brings coordinates to about 1.
///
/// Squares of differences then stay in the range of single precision; neighbours and maps do not depend on the scale.
struct PointScale: Sendable, Equatable {
  /// The factors, applied one after the other because their product may be out of range.
  private let factors: (Float, Float)

  /// The scale of points whose largest magnitude is far from 1; else none.
  init(_ points: Tensor) {
    let largest = points.withUnsafeElements { elements in
      elements.reduce(Float.zero) { max($0, $1.magnitude) }
    }
    guard largest > 0, !(0x1p-20...0x1p+20).contains(largest) else {
      factors = (1, 1)
      return
    }
    let exponent = -Int(largest.exponent)
    factors = (
      Float(sign: .plus, exponent: exponent / 2, significand: 1),
      Float(sign: .plus, exponent: exponent - exponent / 2, significand: 1)
    )
  }

  /// The points in the scale.
  func apply(to points: Tensor) -> Tensor {
    factors == (1, 1)
      ? points
      : Tensor(shape: points.shape, elements: points.elements.map { $0 * factors.0 * factors.1 })
  }

  static func == (left: PointScale, right: PointScale) -> Bool { left.factors == right.factors }
}
