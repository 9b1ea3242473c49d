import Platform

/// Finds the width of a point's neighbourhood: the precision tau for which the conditional probabilities
/// p(j|i) = exp(-tau d_ij^2 / 2) / sum have the entropy ln(perplexity) (van der Maaten and Hinton 2008).
///
/// All in double precision. The distance of the nearest neighbour is subtracted, which changes no
/// probability and keeps the nearest exponential at 1.
struct PerplexityCalibration {
  /// What was found for one point.
  struct Outcome {
    /// The inverse squared width, in the inverse unit of the squared distances.
    let precision: Double
    /// The entropy reached, nats.
    let entropy: Double
  }

  /// The tolerance of the entropy, nats.
  static let tolerance = 1e-8
  private static let iterationLimit = 200

  private let neighborCount: Int
  /// The target entropy, nats.
  let target: Double
  private let vectorCount: Int
  private var distances: [DoubleVector]
  private var weights: [DoubleVector]
  /// 1 for a neighbour, 0 for the padding of the last vector.
  private var presence: [DoubleVector]

  init(perplexity: Double, neighborCount: Int) {
    self.neighborCount = neighborCount
    target = log(perplexity)
    vectorCount = (neighborCount + 7) / 8
    distances = Array(repeating: .zero, count: vectorCount)
    weights = distances
    presence = distances
    for neighbor in 0..<neighborCount { presence[neighbor / 8][neighbor % 8] = 1 }
  }

  /// Calibrates one point.
  ///
  /// Where more neighbours than the perplexity are equally near, no width gives so low an entropy;
  /// then they share the probability equally, which is the limit of ever narrower widths.
  ///
  /// - Parameters:
  ///   - squaredDistances: The squared distances, ascending.
  ///   - probabilities: Receives the conditional probabilities, which sum to 1.
  /// - Returns: The width and the entropy.
  mutating func calibrate(
    _ squaredDistances: UnsafePointer<Float>, into probabilities: UnsafeMutablePointer<Float>
  ) -> Outcome {
    let nearest = Double(squaredDistances[0])
    for neighbor in 0..<neighborCount {
      distances[neighbor / 8][neighbor % 8] = Double(squaredDistances[neighbor]) - nearest
    }
    let mean = distances.reduce(0) { $0 + $1.sum() } / Double(neighborCount)
    var (lower, upper) = (0.0, Double.infinity)
    var precision = mean > 0 ? 1 / mean : 1
    var sums = exponentials(precision)
    for _ in 0..<Self.iterationLimit {
      let excess = entropy(sums, precision) - target
      if abs(excess) <= Self.tolerance { break }
      if excess > 0 {
        lower = precision
        precision = upper == .infinity ? precision * 2 : (lower + upper) / 2
      } else {
        upper = precision
        precision = (lower + upper) / 2
      }
      sums = exponentials(precision)
    }
    for neighbor in 0..<neighborCount {
      probabilities[neighbor] = Float(weights[neighbor / 8][neighbor % 8] / sums.weight)
    }
    return Outcome(precision: precision, entropy: entropy(sums, precision))
  }

  /// Fills the weights; their sum, and the sum of their products with the distances.
  private mutating func exponentials(_ precision: Double) -> (weight: Double, product: Double) {
    let factor = DoubleVector(repeating: -precision / 2)
    var (weight, product) = (DoubleVector.zero, DoubleVector.zero)
    for index in 0..<vectorCount {
      let value = exponentialOfNegative(distances[index] * factor) * presence[index]
      weights[index] = value
      weight += value
      product = product.addingProduct(value, distances[index])
    }
    return (weight.sum(), product.sum())
  }

  private func entropy(_ sums: (weight: Double, product: Double), _ precision: Double) -> Double {
    log(sums.weight) + precision / 2 * sums.product / sums.weight
  }
}
