import Analysis

/// A matrix of factors or latents against latents.
package enum DiagnosisMatrix: String, Codable, Sendable, CaseIterable {
  /// Mutual information of factor and latent as a share of the factor's entropy.
  case normalizedInformation = "normalized_mutual_information"
  /// Mutual information of factor and latent.
  case information = "mutual_information"
  /// Pearson's correlation of factor and latent.
  case pearson = "pearson_correlation"
  /// Spearman's rank correlation of factor and latent.
  case spearman = "spearman_correlation"
  /// The mean correlation over nine pairs of powers.
  case powers = "power_correlation"
  /// The correlation of two latents.
  case latentCorrelation = "latent_correlation"
  /// The covariance of two latents as a share of the largest variance.
  case latentCovariance = "latent_covariance"

  /// The name on screen.
  package var title: String {
    switch self {
    case .normalizedInformation: "normalised MI"
    case .information: "mutual information"
    case .pearson: "Pearson r"
    case .spearman: "Spearman rho"
    case .powers: "nine-power map"
    case .latentCorrelation: "latent correlation"
    case .latentCovariance: "latent covariance, scaled"
    }
  }

  /// The unit; empty for a dimensionless quantity.
  package var unit: String { self == .information ? "nat" : "" }

  /// The definition of an entry, with its source.
  package var definition: String {
    switch self {
    case .normalizedInformation:
      "I(z;f) / H(f): the fraction of the factor's entropy that the latent explains, 0 to 1, from "
        + "\(Discretizer().binCount) bins of equal width (Locatello et al. 2019)."
    case .information:
      "I(z;f) by frequencies in \(Discretizer().binCount) bins of equal width; independent columns of n "
        + "samples give about (bins - 1)^2 / 2n (Miller 1955)."
    case .pearson: "cov(z, f) / (sd(z) sd(f)), -1 to 1, of the posterior means."
    case .spearman: "Pearson's r of the ranks, ties with the mean of their ranks, -1 to 1."
    case .powers:
      "mean over k, k' in 1, 2, 3 of |corr(z^k, f^k')|, factors scaled to 0...1: the correlations that the penalty of "
        + "the Aux-VAE uses."
    case .latentCorrelation: "corr(z_i, z_j) of the posterior means; 0 where a latent is constant."
    case .latentCovariance:
      "cov(z_i, z_j) / max_k var(z_k) of the posterior means, which keeps unused latents dark."
    }
  }

  /// Whether the rows are factors; otherwise they are latents like the columns.
  package var hasFactorRows: Bool { self != .latentCorrelation && self != .latentCovariance }

  /// Whether entries have a sign.
  package var isSigned: Bool {
    switch self {
    case .pearson, .spearman, .latentCorrelation, .latentCovariance: true
    case .normalizedInformation, .information, .powers: false
    }
  }

  /// The same matrix with the other normalisation, where there is one.
  package var otherNormalization: DiagnosisMatrix? {
    switch self {
    case .normalizedInformation: .information
    case .information: .normalizedInformation
    case .latentCorrelation: .latentCovariance
    case .latentCovariance: .latentCorrelation
    case .pearson, .spearman, .powers: nil
    }
  }
}
