import Platform
import Tensors

/// Draws from a Gamma distribution of unit scale, in two factors so that small shapes do not underflow.
///
/// Marsaglia and Tsang, "A simple method for generating gamma variables", ACM Transactions on
/// Mathematical Software 26 (2000). Below a shape of 1 a variate is one of shape plus 1 times
/// `U^(1 / shape)`, which for small shapes is often below the smallest `Double`; the second factor is
/// therefore returned as a separate logarithm.
struct GammaVariate {
  /// The shape, above 0.
  let shape: Double
  private let offset: Double
  private let scale: Double

  init(shape: Double) {
    self.shape = shape
    offset = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    scale = 1 / (9 * offset).squareRoot()
  }

  /// Whether a variate has a second factor.
  var isBoosted: Bool { shape < 1 }

  /// The first factor, above 0: the variate itself unless ``isBoosted``.
  @inline(__always)
  func next(using random: inout CounterRandom) -> Double {
    while true {
      let x = random.nextGaussian()
      let root = 1 + scale * x
      guard root > 0 else { continue }
      let cube = root * root * root
      let u = 1 - random.nextUniform()
      let square = x * x
      if u < 1 - 0.0331 * square * square { return offset * cube }
      if log(u) < square / 2 + offset * (1 - cube + log(cube)) { return offset * cube }
    }
  }

  /// The logarithm of the second factor; 0, and no random number used, unless ``isBoosted``.
  @inline(__always)
  func nextLogarithmicBoost(using random: inout CounterRandom) -> Double {
    isBoosted ? log(1 - random.nextUniform()) / shape : 0
  }
}
