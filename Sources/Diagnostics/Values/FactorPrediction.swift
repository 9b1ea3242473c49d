/// How well some of the latents predict the factors.
package struct FactorPrediction: Codable, Sendable, Equatable {
  /// A subset of the latents.
  package enum Subset: String, Codable, Sendable, CaseIterable {
    /// All of them.
    case all
    /// Those tied to a factor by training; otherwise those whose correlation with one is at least 0.8 in
    /// magnitude.
    case auxiliary
    /// The others.
    case remaining
    /// The others as drawn from their posteriors, which is all that the decoder receives of them in training.
    case remainingDrawn = "remaining_drawn"
    /// All of them, standardised.
    case allStandardized = "all_standardized"
    /// The active ones, standardised.
    case activeStandardized = "active_standardized"
    /// The others, standardised.
    case remainingStandardized = "remaining_standardized"

    /// Whether every latent counts in units of its own spread.
    package var isStandardized: Bool {
      switch self {
      case .all, .auxiliary, .remaining, .remainingDrawn: false
      case .allStandardized, .activeStandardized, .remainingStandardized: true
      }
    }
  }

  /// The subset of the latents.
  package var subset: Subset
  /// Their indices, ascending.
  package var latents: [Int]
  /// The coefficient of determination of every factor, predicted from the ten nearest codes.
  package var determination: [Double]
  /// Their standard errors over samples; `nil` where they are not known.
  package var standardErrors: [Double?]

  /// The definition of the numbers, with its source.
  package static let definition =
    "R2 = 1 - sum (f - f_hat)^2 / sum (f - mean f)^2, f_hat the mean factor of the ten nearest other codes "
    + "by Euclidean distance: 1 is perfect, 0 as good as the mean. \"aux\" are the latents that training tied to a "
    + "factor, or else those with |r| of 0.8 or more; \"rest\" the others. In the latents' own units a latent that varies little hardly changes a "
    + "distance, so what it tells is hidden by the others; \"std\" are standardised means, each latent with variance 1, in which also a collapsed latent "
    + "counts fully, and \"act\" those of the active latents alone. Posterior means count however little they vary; \"draw\" are draws from the "
    + "posteriors of the others, which is what the decoder sees in training: the information in a collapsed latent is lost in the noise."

  /// Creates a row of predictions.
  package init(subset: Subset, latents: [Int], determination: [Double]) {
    self.subset = subset
    self.latents = latents
    self.determination = determination
    standardErrors = determination.map { _ in nil }
  }
}
