import Tensors

/// Every element is the chance of a one; the decoder writes logits.
package struct BernoulliLikelihood: Likelihood {
  /// The name in recipes and files.
  package static let name = "bernoulli"
  /// How often a one counts; with another weight than 1 it is a likelihood no more, but rare ones are heard.
  package let onesWeight: Float

  /// Creates the likelihood.
  package init(onesWeight: Float = 1) { self.onesWeight = onesWeight }

  /// `(1 - x) softplus(l) + w x softplus(-l)` per element, `l` the logit and `w` the weight of ones, which is
  /// `(1 + (w - 1) x) softplus(l) - w x l`.
  package func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double {
    guard onesWeight != 1 else {
      return blockSum(target, output, gradient, count: count) { target, logit in
        (
          VectorMath.softplus(logit) - target * logit,
          (VectorMath.sigmoid(logit) - target) * weight
        )
      }
    }
    let (ones, excess) = (onesWeight, onesWeight - 1)
    return blockSum(target, output, gradient, count: count) { target, logit in
      let total = 1 + excess * target
      return (
        total * VectorMath.softplus(logit) - ones * target * logit,
        (total * VectorMath.sigmoid(logit) - ones * target) * weight
      )
    }
  }
}

extension BernoulliLikelihood: Codable {
  private enum Key: String, CodingKey {
    case onesWeight
  }

  /// Reads the weight; files without one have the plain likelihood.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      onesWeight: container.contains(.onesWeight) ? try container.positive(.onesWeight) : 1)
  }

  /// Writes the weight, unless it is 1.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if onesWeight != 1 { try container.encode(onesWeight, forKey: .onesWeight) }
  }
}
