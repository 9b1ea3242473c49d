// Functions that only layers of imported networks need. The polynomials minimise the largest relative error over their intervals
// (iteratively reweighted least squares on Chebyshev nodes); each is good to 5e-8.

import Platform

extension VectorMath {
  /// `exp(x) - 1`, without cancellation near zero.
  @inline(__always)
  package static func exponentialMinusOne(_ x: Vector) -> Vector {
    var p = Vector(repeating: 1.986_327_4e-4)
    p = Vector(repeating: 1.394_845_5e-3).addingProduct(p, x)
    p = Vector(repeating: 8.333_382e-3).addingProduct(p, x)
    p = Vector(repeating: 4.166_631e-2).addingProduct(p, x)
    p = Vector(repeating: 0.166_666_66).addingProduct(p, x)
    p = Vector(repeating: 0.5).addingProduct(p, x)
    let near = x.addingProduct(x * x, p)
    return (exponential(x) - 1).replacing(with: near, where: x * x .< 0.16)
  }

  /// The exponential over the whole range: 0 and infinity beyond its ends.
  @inline(__always)
  package static func fullExponential(_ x: Vector) -> Vector {
    let root = exponential(x * 0.5)
    return root * root
  }

  /// The logistic function over the whole range: 0 where it would be subnormal, for products with large numbers.
  @inline(__always)
  package static func fullSigmoid(_ x: Vector) -> Vector { 1 / (1 + fullExponential(-x)) }

  /// The natural logarithm over the whole range: negative infinity at 0, and NaN below.
  @inline(__always)
  package static func fullLogarithm(_ x: Vector) -> Vector {
    // Subnormal values are scaled by 2^32 first.
    let isSmall = x .< 1.175_494_4e-38
    let normal = x.replacing(with: x * 4_294_967_296, where: isSmall)
    let logarithm = logarithm(normal)
    return logarithm.replacing(with: logarithm - 22.180_71, where: isSmall)
      .replacing(with: -.infinity, where: x .== 0)
      .replacing(with: .infinity, where: x .== .infinity)
  }

  /// The error function.
  @inline(__always)
  package static func errorFunction(_ x: Vector) -> Vector {
    let square = x * x
    var p = Vector(repeating: -6.535_234_7e-4)
    p = Vector(repeating: 5.085_130_4e-3).addingProduct(p, square)
    p = Vector(repeating: -2.682_080_7e-2).addingProduct(p, square)
    p = Vector(repeating: 0.112_831_13).addingProduct(p, square)
    p = Vector(repeating: -0.376_126_01).addingProduct(p, square)
    p = Vector(repeating: 1.128_379_2).addingProduct(p, square)
    let magnitude = x.replacing(with: -x, where: x .< 0)
    let tail = 1 - scaledComplement(magnitude) * exponentialOfNegativeSquare(x, factor: 1)
    return tail.replacing(with: -tail, where: x .< 0).replacing(with: x * p, where: square .< 0.64)
  }

  /// The distribution function of the standard normal distribution, exact to its last places in both tails.
  @inline(__always)
  package static func normalDistribution(_ x: Vector) -> Vector {
    let magnitude = x.replacing(with: -x, where: x .< 0)
    let tail =
      0.5 * scaledComplement(magnitude * 0.707_106_77) * exponentialOfNegativeSquare(x, factor: 0.5)
    return tail.replacing(with: 1 - tail, where: x .> 0)
  }

  /// `exp(-factor x^2)`, with the part of the square that rounding drops; 0 where the result would be subnormal.
  @inline(__always)
  private static func exponentialOfNegativeSquare(_ x: Vector, factor: Float) -> Vector {
    let square = x * x
    let dropped = (-square).addingProduct(x, x)
    let power = square * -factor
    return (exponential(power) * (1 - factor * dropped)).replacing(with: 0, where: power .< -87)
  }

  /// `exp(x^2) erfc(x)` for `x` from 0 to 11: a polynomial of `t = 1 / (1 + x / 2)`, times `t`.
  @inline(__always)
  private static func scaledComplement(_ x: Vector) -> Vector {
    let t = 1 / (1 + 0.5 * x)
    var p = Vector(repeating: 3.714_791_4e-2)
    p = Vector(repeating: -0.199_198_77).addingProduct(p, t)
    p = Vector(repeating: 0.402_573_45).addingProduct(p, t)
    p = Vector(repeating: -0.321_135_25).addingProduct(p, t)
    p = Vector(repeating: 7.945_784e-3).addingProduct(p, t)
    p = Vector(repeating: 1.661_861_2e-2).addingProduct(p, t)
    p = Vector(repeating: 6.277_593_5e-2).addingProduct(p, t)
    p = Vector(repeating: 0.183_407_09).addingProduct(p, t)
    p = Vector(repeating: 0.245_560_35).addingProduct(p, t)
    p = Vector(repeating: 0.282_214_76).addingProduct(p, t)
    p = Vector(repeating: 0.282_090_12).addingProduct(p, t)
    return p * t
  }

  /// The sine of an angle in radians.
  @inline(__always)
  package static func sine(_ x: Vector) -> Vector {
    guard isReducible(x) else { return eachLane(x, sin) }
    return sine(x, quarterTurns: 0)
  }

  /// The cosine of an angle in radians.
  @inline(__always)
  package static func cosine(_ x: Vector) -> Vector {
    guard isReducible(x) else { return eachLane(x, cos) }
    return sine(x, quarterTurns: 1)
  }

  /// Whether the three parts of pi / 2 below leave enough places of every angle.
  @inline(__always)
  private static func isReducible(_ x: Vector) -> Bool { all(x .< 8_192 .& x .> -8_192) }

  @inline(never)
  private static func eachLane(_ x: Vector, _ body: (Float) -> Float) -> Vector {
    var result = Vector.zero
    for lane in 0..<Vector.scalarCount { result[lane] = body(x[lane]) }
    return result
  }

  /// The sine of an angle and of some quarter turns more.
  @inline(__always)
  private static func sine(_ x: Vector, quarterTurns: Int32) -> Vector {
    let shifted = Vector(repeating: 12_582_912).addingProduct(x, Vector(repeating: 0.636_619_77))
    let turns = shifted - 12_582_912
    let r = x.addingProduct(turns, Vector(repeating: -1.570_796_4))
      .addingProduct(turns, Vector(repeating: 4.371_138_8e-8))
      .addingProduct(turns, Vector(repeating: 1.715_124_5e-15))
    let square = r * r
    var p = Vector(repeating: -1.958_050_7e-4)
    p = Vector(repeating: 8.332_715e-3).addingProduct(p, square)
    p = Vector(repeating: -0.166_666_64).addingProduct(p, square)
    let sine = r.addingProduct(r * square, p)
    var q = Vector(repeating: 2.454_105_2e-5)
    q = Vector(repeating: -1.388_827_2e-3).addingProduct(q, square)
    q = Vector(repeating: 4.166_666_5e-2).addingProduct(q, square)
    let cosine = (1 - 0.5 * square).addingProduct(square * square, q)
    let quarter = SIMD16<Int32>(bits: shifted) &+ quarterTurns
    let value = sine.replacing(with: cosine, where: quarter & 1 .== 1)
    return value.replacing(with: -value, where: quarter & 2 .== 2)
  }
}
