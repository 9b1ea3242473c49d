// Elementary functions on vectors, within a few units in the last place of Float, because libm has
// none that Swift can call and scalar calls would cost as much as a layer. Range reduction by powers
// of two, then the minimax polynomials of Moshier, "Methods and Programs for Mathematical Functions"
// (1989), chapters on exp and log.

/// Elementary functions of sixteen values at once.
package enum VectorMath {
  /// Added to a small number it leaves the nearest integer in the low bits; faster than conversions, and
  /// no trap on NaN.
  private static let integerShift: Float = 12_582_912
  private static let shiftBits: Int32 = 0x4B40_0000

  /// The exponential; saturates at both ends of the range, and NaN stays NaN.
  @inline(__always)
  package static func exponential(_ x: Vector) -> Vector {
    let bounded = x.replacing(with: -87.3, where: x .< -87.3).replacing(
      with: 88.3, where: x .> 88.3)
    let shifted = Vector(repeating: integerShift).addingProduct(
      bounded, Vector(repeating: 1.442_695_04))
    let power = shifted - integerShift
    let high = Vector(repeating: -0.693_359_375)
    let low = Vector(repeating: 2.121_944_4e-4)
    let r = bounded.addingProduct(power, high).addingProduct(power, low)
    var p = Vector(repeating: 1.987_569_1e-4)
    p = Vector(repeating: 1.398_199_9e-3).addingProduct(p, r)
    p = Vector(repeating: 8.333_452e-3).addingProduct(p, r)
    p = Vector(repeating: 4.166_579_6e-2).addingProduct(p, r)
    p = Vector(repeating: 1.666_666_5e-1).addingProduct(p, r)
    p = Vector(repeating: 0.5).addingProduct(p, r)
    let mantissa = (Vector(repeating: 1) + r).addingProduct(p, r * r)
    let exponent = SIMD16<Int32>(bits: shifted) &- SIMD16(repeating: shiftBits) &+ 127
    return mantissa * Vector(bits: exponent &<< 23)
  }

  /// The natural logarithm of positive, finite, normal values; all others give NaN, so that a loss over
  /// them becomes NaN.
  @inline(__always)
  package static func logarithm(_ x: Vector) -> Vector {
    let bits = SIMD16<Int32>(bits: x)
    // The mantissa is taken in sqrt(1/2)...sqrt(2), where the series converges fastest.
    let shifted = bits &- 0x3F35_04F3
    let power = Vector(bits: (shifted &>> 23) &+ SIMD16(repeating: shiftBits)) - integerShift
    let m = Vector(bits: (shifted & 0x007F_FFFF) &+ 0x3F35_04F3) - 1
    let square = m * m
    var p = Vector(repeating: 7.037_683_6e-2)
    p = Vector(repeating: -1.151_461e-1).addingProduct(p, m)
    p = Vector(repeating: 1.167_699_87e-1).addingProduct(p, m)
    p = Vector(repeating: -1.242_014_1e-1).addingProduct(p, m)
    p = Vector(repeating: 1.424_932_3e-1).addingProduct(p, m)
    p = Vector(repeating: -1.666_805_8e-1).addingProduct(p, m)
    p = Vector(repeating: 2.000_071_5e-1).addingProduct(p, m)
    p = Vector(repeating: -2.499_999_4e-1).addingProduct(p, m)
    p = Vector(repeating: 3.333_333_1e-1).addingProduct(p, m)
    let series = m + (p * m * square).addingProduct(square, Vector(repeating: -0.5))
    let low = series.addingProduct(power, Vector(repeating: -2.121_944_4e-4))
    return low.addingProduct(power, Vector(repeating: 0.693_359_375)).replacing(
      with: .nan, where: .!((x .> 0) .& (x .< .infinity)))
  }

  /// The logistic function.
  @inline(__always)
  package static func sigmoid(_ x: Vector) -> Vector {
    1 / (1 + exponential(-x))
  }

  /// `ln(1 + exp(x))`, without overflow.
  @inline(__always)
  package static func softplus(_ x: Vector) -> Vector {
    let magnitude = x.replacing(with: -x, where: x .< 0)
    let positive = x.replacing(with: 0, where: x .< 0)
    let small = exponential(-magnitude)
    // ln(1 + e) loses digits where 1 + e rounds; the ratio restores them (Higham 2002, section 1.14.1).
    let sum = 1 + small
    let rounded = sum - 1
    let ratio = small / rounded.replacing(with: 1, where: rounded .== 0)
    let precise = (logarithm(sum) * ratio).replacing(with: small, where: rounded .== 0)
    return positive + precise
  }

  /// The hyperbolic tangent.
  @inline(__always)
  package static func tangent(_ x: Vector) -> Vector {
    let square = x * x
    // Near zero the exponential form cancels; the odd series is exact there to the last place.
    var p = Vector(repeating: 2.186_948_9e-2)
    p = Vector(repeating: -5.396_825_4e-2).addingProduct(p, square)
    p = Vector(repeating: 1.333_333_33e-1).addingProduct(p, square)
    p = Vector(repeating: -3.333_333_33e-1).addingProduct(p, square)
    let series = x.addingProduct(x * square, p)
    let large = 1 - 2 / (1 + exponential(2 * x))
    return large.replacing(with: series, where: square .< 0.04)
  }
}

extension SIMD16<Float> {
  @inline(__always)
  init(bits: SIMD16<Int32>) { self = unsafeBitCast(bits, to: Self.self) }
}

extension SIMD16<Int32> {
  @inline(__always)
  init(bits: SIMD16<Float>) { self = unsafeBitCast(bits, to: Self.self) }
}
