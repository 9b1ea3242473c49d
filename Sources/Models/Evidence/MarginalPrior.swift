import Networks
import Platform

/// The prior of the latents of a sample whose factors nobody knows, a diagonal Gaussian.
///
/// It is N(0, 1), and for a latent that training tied to a factor the moments of N(u, tau^2) over a factor that is evenly
/// spread over its range, u from 0 to 1: mean 1/2, variance tau^2 + 1/12.
package struct MarginalPrior: Sendable, Equatable {
  /// The mean of every latent.
  package let means: [Double]
  /// The standard deviation of every latent.
  package let deviations: [Double]

  /// Creates the prior of a model.
  ///
  /// - Parameters:
  ///   - objective: What the model was trained for.
  ///   - latentCount: The number of latents.
  package init(_ objective: Objective, latentCount: Int) {
    let prior = objective.prior
    let tied = (0..<latentCount).map { $0 < prior.meanCount }
    let width = (prior.width * prior.width + 1.0 / 12).squareRoot()
    means = tied.map { $0 ? 0.5 : 0 }
    deviations = tied.map { $0 ? width : 1 }
  }

  /// The divergence of a posterior from the prior, summed over the latents, in nat.
  func divergence(mean: ArraySlice<Float>, logVariance: ArraySlice<Float>) -> Double {
    zip(zip(mean, logVariance), zip(means, deviations)).reduce(0) { sum, latent in
      let (posterior, prior) = latent
      return sum
        + GaussianDivergence.divergence(
          offset: posterior.0 - Float(prior.0), logVariance: posterior.1, width: prior.1)
    }
  }

  /// Compares prior and posterior density at a draw.
  ///
  /// - Parameters:
  ///   - draw: The latents.
  ///   - noise: The standard normal numbers that the draw was made of.
  ///   - logVariance: The logarithms of the posterior's variances.
  /// - Returns: The logarithm of prior over posterior density, in nat.
  func logRatio(
    of draw: ArraySlice<Float>, noise: [Double], logVariance: ArraySlice<Float>
  ) -> Double {
    var sum = 0.0
    for (latent, value) in draw.enumerated() {
      let offset = (Double(value) - means[latent]) / deviations[latent]
      let spread = Double(logVariance[logVariance.startIndex + latent])
      sum +=
        (noise[latent] * noise[latent] + spread - offset * offset) / 2
        - log(deviations[latent])
    }
    return sum
  }
}
