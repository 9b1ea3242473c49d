/// Eight double-precision numbers.
typealias DoubleVector = SIMD8<Double>

/// The exponential of non-positive numbers, within two units in the last place; below -700, exp(-700).
///
/// Range reduction by powers of two, then the Taylor series, whose 14th term is below the last place.
@inline(__always)
func exponentialOfNegative(_ x: DoubleVector) -> DoubleVector {
  let bounded = x.replacing(with: -700, where: x .< -700)
  // Added to a small number it leaves the nearest integer in the low bits.
  let integerShift = DoubleVector(repeating: 6_755_399_441_055_744)
  let shifted = integerShift.addingProduct(
    bounded, DoubleVector(repeating: 1.442_695_040_888_963_4))
  let power = shifted - integerShift
  let r = bounded.addingProduct(power, DoubleVector(repeating: -6.931_471_803_691_238e-1))
    .addingProduct(power, DoubleVector(repeating: -1.908_214_929_270_587_7e-10))
  var p = DoubleVector(repeating: 1 / 6_227_020_800)
  for term in inverseFactorials { p = DoubleVector(repeating: term).addingProduct(p, r) }
  let bits = unsafeBitCast(shifted, to: SIMD8<Int64>.self)
  let exponent = (bits &- unsafeBitCast(integerShift, to: SIMD8<Int64>.self)) &+ 1023
  return p * unsafeBitCast(exponent &<< 52, to: DoubleVector.self)
}

/// The coefficients of the Taylor series from the twelfth power down.
private let inverseFactorials: [Double] = [
  1 / 479_001_600, 1 / 39_916_800, 1 / 3_628_800, 1 / 362_880, 1 / 40_320, 1 / 5_040, 1 / 720,
  1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1,
]
