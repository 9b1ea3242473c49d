import Analysis
import Models
import Tensors

extension AnomalyScore {
  /// The mean squared error of the decoded sample.
  static let reconstructionError = AnomalyScore(
    shortTitle: "MSE",
    definition: MetricDefinition(
      "reconstruction_error", "MSE", unit: MetricDefinition.squaredDataUnit, better: .neither,
      "mean of (x - x_hat)^2 over the elements of a sample, x_hat decoded from the posterior mean. Anomalies that "
        + "are simpler than the training data score LOWER."
    )
  ) { ReconstructionError.meanSquaredPerSample($0.samples, $0.decoded) }

  /// The loss of a plain variational autoencoder.
  static let negativeLowerBound = AnomalyScore(
    shortTitle: "-ELBO",
    definition: MetricDefinition(
      "negative_elbo", "-ELBO", unit: "nat", better: .neither,
      "E_q[-ln p(x|z)] by the mean of K draws plus KL[q(z|x) || p(z)] in closed form, beta = 1. For latents tied to a "
        + "factor the prior is that of an unknown factor."
    ), needsPrior: true
  ) { $0.evidence.map(\.negativeLowerBound) }

  /// The negative importance-weighted bound.
  static let negativeLogLikelihood = AnomalyScore(
    shortTitle: "-log p",
    definition: MetricDefinition(
      "negative_log_likelihood", "-log p(x)", unit: "nat", better: .neither,
      "-ln of the mean of p(x|z_k) p(z_k) / q(z_k|x) over K draws from q(z|x), by log-sum-exp: an upper bound of "
        + "-ln p(x) that falls as K grows (Burda, Grosse, Salakhutdinov 2016)."
    ), needsPrior: true
  ) { $0.evidence.map(\.negativeLogLikelihood) }

  /// The distance of the code from those of normal samples.
  static let mahalanobis = AnomalyScore(
    shortTitle: "Mahal.",
    definition: MetricDefinition(
      "mahalanobis", "Mahalanobis", better: .neither,
      "sqrt((mu - m)^T C^-1 (mu - m)) of the posterior mean; m and C are mean and covariance of the aggregate posterior of "
        + "held-out normal samples."
    )
  ) { $0.aggregate.distances(of: $0.posterior.mean) }
}
