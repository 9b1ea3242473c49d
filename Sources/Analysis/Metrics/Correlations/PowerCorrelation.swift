package import Tensors

/// Nonlinear correlation as in the penalty of the Aux-VAE: between the powers of codes and the powers of factors.
///
/// An entry is the mean over k, k' in 1, 2, 3 of |corr(z^k, u^k')|. Codes are not scaled; factors are scaled
/// to 0 ... 1 by their smallest and largest sample, as in the authors' code. On 0 ... 1 the powers of a
/// factor are nearly multiples of each other, so a plain correlation alone brings the mean near its own size.
package enum PowerCorrelation {
  /// The mean over all pairs of powers.
  ///
  /// - Parameters:
  ///   - codes: Posterior means, `[samples, latents]`.
  ///   - factors: The factors of the same samples, `[samples, factors]`.
  ///   - highestPower: The highest power, at least 1.
  /// - Returns: `[latents, factors]`, from 0 to 1; 0 for constant columns.
  package static func map(codes: Tensor, factors: Tensor, highestPower: Int = 3) -> Matrix {
    precondition(highestPower >= 1, "PowerCorrelation: powers up to \(highestPower)")
    let (codes, factors) = SampleColumn.all(of: codes, and: factors)
    let powers = 1...highestPower
    let codePowers = powers.map { exponent in codes.map { $0.power(exponent) } }
    let factorPowers = powers.map { exponent in factors.map { $0.scaledToUnit.power(exponent) } }
    var sum = Matrix(rowCount: codes.count, columnCount: factors.count)
    for rows in codePowers {
      for columns in factorPowers {
        let correlations = Correlation.matrix(rows, columns)
        for index in sum.elements.indices {
          sum.elements[index] += abs(correlations.elements[index])
        }
      }
    }
    let pairCount = Double(highestPower * highestPower)
    for index in sum.elements.indices { sum.elements[index] /= pairCount }
    return sum
  }
}
