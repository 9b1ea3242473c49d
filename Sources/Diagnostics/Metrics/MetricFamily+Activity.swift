import Analysis
import Models
import Tensors

extension MetricFamily {
  /// The number of active latents and their information.
  static let activity = MetricFamily(
    stage: "active latents",
    definitions: [
      MetricDefinition(
        "active_latents", "active latents", better: .neither, range: 0 ... .infinity,
        "The number of latents whose mean divergence from the prior is at least 0.05 nat; without a prior, whose "
          + "standard deviation is at least 1% of the largest one."),
      MetricDefinition(
        "varying_means", "varying means", better: .neither, range: 0 ... .infinity,
        "The number of latents with var_x(mu_k) > 0.01, the active units of Burda, Grosse, Salakhutdinov 2016."
      ),
      MetricDefinition(
        "kl_divergence", "KL total", unit: "nat", better: .neither, range: 0 ... .infinity,
        "KL = mean over samples of the sum over k of (mu_k^2 + s_k^2 - 1 - ln s_k^2) / 2, the divergence "
          + "of the posterior from N(0,1); from N(u, tau^2) where training tied z_k to a factor u."),
      MetricDefinition(
        "bound_variances", "bound variance", better: .neither,
        "The share of posteriors, over samples and latents, whose log variance is clamped to -12...6 or whose "
          + "standard deviation is within 1% of the floor set in training: the network asked for a smaller variance, "
          + "and the divergence is bounded by the clamp."),
    ]
  ) { inputs, _ in
    [
      .value(Double(inputs.latents.count(where: \.isActive))),
      .value(Double(ActiveUnits(codes: inputs.encoded.codes).count)),
      divergence(inputs.latents),
      boundVariances(inputs),
    ]
  }

  private static func divergence(_ latents: [LatentDiagnosis]) -> Outcome {
    let divergences = latents.compactMap(\.divergence)
    return divergences.count == latents.count
      ? .value(divergences.reduce(0, +)) : .missing("the latents have no prior")
  }

  private static func boundVariances(_ inputs: DiagnosisInputs) -> Outcome {
    guard let family = inputs.checkpoint.model.latents as? any GaussianPosterior,
      let logVariances = inputs.encoded.posterior.logVariance, !logVariances.elements.isEmpty
    else { return .missing("the codes are points") }
    let count = logVariances.elements.count(where: family.variance.isBound)
    return .value(Double(count) / Double(logVariances.elements.count))
  }
}
