import Tensors

/// Every element is the probability of a one; the decoder's outputs are logits.
package struct BernoulliLikelihood: Likelihood {
  /// The name in recipes and files.
  package static let name = "bernoulli"
  /// Logits.
  package static let output = OutputMeaning.logit
  /// The weight of ones at the start of a run, and how long it lasts.
  package static let settings = [
    LikelihoodSetting(
      "ones_weight", default: 1, range: 1e-6...1e6,
      "the weight of ones in the first step; for ones of a small frequency p, (1 - p) / p"),
    LikelihoodSetting(
      "ones_weight_epochs", default: 0, range: 0...1e6,
      "epochs over which that weight changes linearly to 1"),
  ]
  /// The weight of ones; with a weight other than 1 it is not a likelihood, but rare ones are not ignored.
  package let onesWeight: Float

  /// Creates the likelihood.
  package init(onesWeight: Float = 1) { self.onesWeight = onesWeight }

  /// Creates the plain likelihood, with which a run ends whatever the recipe sets.
  package init(settings: [String: Double]) { self.init() }

  /// The weight of ones falls linearly from the recipe's value to 1.
  package static func substitute(
    settings: [String: Double], step: Int, stepsPerEpoch: Int
  ) -> BernoulliLikelihood? {
    let weight = settings["ones_weight"] ?? 1
    let steps = (settings["ones_weight_epochs"] ?? 0) * Double(stepsPerEpoch)
    guard weight != 1, Double(step) < steps else { return nil }
    return BernoulliLikelihood(onesWeight: Float(weight + (1 - weight) * Double(step) / steps))
  }

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

  /// Reads the weight, which is 1 where the file has none.
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
