import Platform
import Tensors

/// Draws from a Beta distribution: `G1 / (G1 + G2)` with Gamma variates of shapes alpha and beta.
struct BetaVariate {
  private let first: GammaVariate
  private let second: GammaVariate

  init(_ distribution: BetaDistribution) {
    first = GammaVariate(shape: distribution.alpha)
    second = GammaVariate(shape: distribution.beta)
  }

  /// A value in `0...1`; the ends occur when they are the nearest `Double`.
  @inline(__always)
  func next(using random: inout CounterRandom) -> Double {
    let g1 = first.next(using: &random)
    let g2 = second.next(using: &random)
    guard first.isBoosted || second.isBoosted else { return g1 / (g1 + g2) }
    // The logarithm of G2 / G1 is finite also where both underflow and the ratio would be 0 / 0.
    let logarithm =
      log(g2 / g1) + second.nextLogarithmicBoost(using: &random)
      - first.nextLogarithmicBoost(using: &random)
    return 1 / (1 + exp(logarithm))
  }
}
