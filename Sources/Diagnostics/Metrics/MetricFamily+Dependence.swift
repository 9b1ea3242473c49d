import Analysis

extension MetricFamily {
  /// The dependence between latents.
  static let dependence = MetricFamily.ofCodes(
    stage: "dependence of latents", weight: 2,
    definitions: [
      MetricDefinition(
        "total_correlation", "Gaussian TC", unit: "nat", better: .lower, range: 0 ... .infinity,
        "TC = (sum_k ln C_kk - ln det C) / 2, C the covariance of the posterior means: the total "
          + "correlation if they were Gaussian (Locatello et al. 2019)."),
      MetricDefinition(
        "wasserstein_correlation", "Wasserstein", better: .lower, range: 0 ... .infinity,
        "W = 2 tr C - 2 tr sqrt(diag(C) C), the squared 2-Wasserstein distance to independent Gaussians "
          + "(Locatello et al. 2019)."),
      MetricDefinition(
        "wasserstein_correlation_normalized", "Wasserstein/tr", better: .lower,
        range: 0 ... .infinity,
        "W / tr C: the same as a fraction of the variance (Locatello et al. 2019)."),
      MetricDefinition(
        "latent_mutual_information", "MI of latents", unit: "nat", better: .lower,
        range: 0 ... .infinity,
        "The mean of I(z_i;z_j) over pairs i < j, 20 bins (Locatello et al. 2019)."),
      MetricDefinition(
        "latent_mutual_information_quantile", "MI latents (q)", unit: "nat", better: .lower,
        range: 0 ... .infinity,
        "The same from quantile bins: as many samples in each, equal values in one."),
    ]
  ) { inputs, codes, _ in
    let distance = WassersteinCorrelation(codes.covariance)
    let information = [Discretizer(), .quantiles].map { bins -> Outcome in
      inputs.reasonWithFewSamples.map { .missing($0) }
        ?? .value(MutualInformation.meanBetweenCodes(codes.codes, discretizer: bins))
    }
    return [
      .value(TotalCorrelation.gaussian(codes.covariance)), .value(distance.value),
      .value(distance.normalized),
    ] + information
  }
}
