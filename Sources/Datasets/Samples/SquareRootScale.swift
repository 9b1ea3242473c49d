import Platform
import Tensors

/// The square roots of counts in which Poisson noise has one variance, `y = sqrt(x + 3/8)` (Anscombe 1948),
/// and the range of a data set in them.
struct SquareRootScale {
  /// The root of the smallest element.
  let zero: Float
  /// The root of the largest element minus that of the smallest one.
  let span: Float

  init(minimum: Float, maximum: Float) {
    zero = Self.root(minimum)
    span = Self.root(maximum) - zero
  }

  /// Added to a count before the root.
  private static let offset: Float = 3.0 / 8

  /// The root of a count.
  static func root(_ element: Float) -> Float { (element + offset).squareRoot() }

  /// The roots of counts.
  @inline(__always) static func root(_ element: SIMD16<Float>) -> SIMD16<Float> {
    (element + offset).squareRoot()
  }

  /// The expectation of counts whose roots have a mean.
  static func expectation(_ mean: Float) -> Float { expectation(SIMD16(repeating: mean))[0] }

  /// The expectations of counts whose roots have the means `y`: 0 below the root of 0, and
  /// `y^2 + sqrt(3/2) / (8 y) - 11 / (32 y^2) + 5 sqrt(3/2) / (64 y^3) - 1/8` above it.
  ///
  /// The mean of a root is not the root of the mean, so the inverse of the root would be too small
  /// (Mäkitalo and Foi 2011, "A closed-form approximation of the exact unbiased inverse of the Anscombe
  /// variance-stabilizing transformation", equation 6, there for `2 y`).
  @inline(__always) static func expectation(_ mean: SIMD16<Float>) -> SIMD16<Float> {
    let least = root(Float(0))
    let root = mean.replacing(with: least, where: mean .< least)
    let inverse = 1 / root
    let half = Float(1.5).squareRoot()
    var series = SIMD16<Float>(repeating: -11.0 / 32).addingProduct(inverse, 5 * half / 64)
    series = SIMD16(repeating: half / 8).addingProduct(inverse, series)
    series = SIMD16(repeating: -1.0 / 8).addingProduct(inverse, series)
    let value = series.addingProduct(root, root)
    return value.replacing(with: 0, where: value .< 0)
  }
}
