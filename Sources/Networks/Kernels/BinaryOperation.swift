import Platform
import Tensors

/// A function of two elements with its derivatives.
enum BinaryOperation: Sendable {
  case sum, difference, product, quotient, maximum, minimum, power
  /// The first, times the second where it is negative.
  case rectifiedProduct

  init(_ operation: Arithmetic.Operation) {
    self =
      switch operation {
      case .sum: .sum
      case .difference: .difference
      case .product: .product
      case .quotient: .quotient
      case .maximum: .maximum
      case .minimum: .minimum
      case .power: .power
      }
  }

  /// The time of one element, in multiply-adds.
  var cost: Int { self == .power ? 100 : 1 }

  /// Computes `count` elements.
  func apply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    switch self {
    case .sum: combine(a, b, target, count) { $0 + $1 }
    case .difference: combine(a, b, target, count) { $0 - $1 }
    case .product: combine(a, b, target, count) { $0 * $1 }
    case .quotient: combine(a, b, target, count) { $0 / $1 }
    case .maximum: combine(a, b, target, count) { Self.choose($0, $1, where: $0 .> $1) }
    case .minimum: combine(a, b, target, count) { Self.choose($0, $1, where: $0 .< $1) }
    case .rectifiedProduct:
      combine(a, b, target, count) { $0.replacing(with: $0 * $1, where: $0 .< 0) }
    case .power: for index in 0..<count { target[index] = Self.power(a[index], b[index]) }
    }
  }

  /// Multiplies gradients by the derivative with respect to the first operand.
  func backpropagateToFirst(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch self {
    case .sum, .difference: target.update(from: gradient, count: count)
    case .product: combine(gradient, b, target, count) { $0 * $1 }
    case .quotient: combine(gradient, b, target, count) { $0 / $1 }
    case .maximum:
      combine(a, b, gradient, target, count) { $2.replacing(with: 0, where: .!($0 .> $1)) }
    case .minimum:
      combine(a, b, gradient, target, count) { $2.replacing(with: 0, where: .!($0 .< $1)) }
    case .rectifiedProduct:
      combine(a, b, gradient, target, count) { $2.replacing(with: $2 * $1, where: $0 .< 0) }
    case .power:
      for index in 0..<count {
        target[index] = gradient[index] * b[index] * Self.power(a[index], b[index] - 1)
      }
    }
  }

  /// Multiplies gradients by the derivative with respect to the second operand.
  func backpropagateToSecond(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch self {
    case .sum: target.update(from: gradient, count: count)
    case .difference: combine(gradient, b, target, count) { gradient, _ in -gradient }
    case .product: combine(gradient, a, target, count) { $0 * $1 }
    case .quotient: combine(a, b, gradient, target, count) { -$2 * $0 / ($1 * $1) }
    case .maximum:
      combine(a, b, gradient, target, count) { $2.replacing(with: 0, where: $0 .> $1) }
    case .minimum:
      combine(a, b, gradient, target, count) { $2.replacing(with: 0, where: $0 .< $1) }
    case .rectifiedProduct:
      combine(a, b, gradient, target, count) { ($2 * $0).replacing(with: 0, where: .!($0 .< 0)) }
    case .power:
      for index in 0..<count {
        target[index] = gradient[index] * Self.power(a[index], b[index]) * log(a[index])
      }
    }
  }

  /// One of two operands; NaN where either is.
  @inline(__always)
  private static func choose(
    _ a: Vector, _ b: Vector, where isFirst: SIMDMask<Vector.MaskStorage>
  ) -> Vector {
    b.replacing(with: a, where: isFirst .| (a .!= a))
  }

  @inline(__always)
  private static func power(_ base: Float, _ exponent: Float) -> Float {
    exponent == 2 ? base * base : pow(base, exponent)
  }

  @inline(__always)
  private func combine(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ count: Int, _ body: (Vector, Vector) -> Vector
  ) {
    storeVectors(count, to: target) { body(loadVector(a + $0), loadVector(b + $0)) }
  }

  @inline(__always)
  private func combine(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>, _ count: Int, _ body: (Vector, Vector, Vector) -> Vector
  ) {
    storeVectors(count, to: target) {
      body(loadVector(a + $0), loadVector(b + $0), loadVector(c + $0))
    }
  }
}
