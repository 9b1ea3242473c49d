/// The linear relation of one latent to one known factor over held-out samples.
package struct LatentAlignment: Sendable, Equatable, Codable {
  /// The factor's position in the description of the data.
  package var factor: Int
  /// Pearson's correlation of the posterior mean and the factor.
  package var correlation: Double
  /// The change of the factor per unit of the latent, by least squares: `factor = intercept + slope *
  /// latent`.
  package var slope: Double
  /// The factor where the latent is 0.
  package var intercept: Double

  /// Creates an alignment.
  package init(factor: Int, correlation: Double, slope: Double, intercept: Double) {
    self.factor = factor
    self.correlation = correlation
    self.slope = slope
    self.intercept = intercept
  }

  /// The factor, in its own unit, at a value of the latent.
  package func factorValue(at latent: Double) -> Double {
    intercept + slope * latent
  }

  /// The latent on the regression line at a value of the factor; 0 where the line is flat.
  package func latentValue(at factor: Double) -> Double {
    slope == 0 ? 0 : (factor - intercept) / slope
  }
}
