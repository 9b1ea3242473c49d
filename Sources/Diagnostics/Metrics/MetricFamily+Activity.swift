import Analysis
import Models
import Tensors

extension MetricFamily {
  /// How many latents are used, and how much they tell.
  static let activity = MetricFamily(
    stage: "active units",
    definitions: [
      MetricDefinition(
        "active_units", "active units", better: .neither,
        "The number of latents with var_x(mu_k) > 0.01 (Burda, Grosse, Salakhutdinov 2016)."),
      MetricDefinition(
        "kl_divergence", "KL total", unit: "nat", better: .neither,
        "KL = mean over samples of the sum over k of (mu_k^2 + s_k^2 - 1 - ln s_k^2) / 2, the divergence "
          + "of the posterior from N(0,1)."),
    ]
  ) { inputs, _, _ in
    let posterior = inputs.encoded.posterior
    let sum = zip(posterior.mean.elements, posterior.logVariance.elements).reduce(0.0) {
      $0 + LatentMeasuring.divergence(mean: Double($1.0), logVariance: Double($1.1))
    }
    return [
      .value(Double(ActiveUnits(codes: inputs.encoded.codes).count)),
      .value(sum / Double(inputs.encoded.count)),
    ]
  }
}
