import Datasets
import Networks
import Platform
import Tensors

/// Estimates bounds of log p(x) for samples of any model with a prior, by draws from their posteriors.
///
/// The importance-weighted bound of K draws is `ln((1/K) sum_k p(x|z_k) p(z_k) / q(z_k|x))`, `z_k` from
/// `q(z|x)` (Burda, Grosse, Salakhutdinov, "Importance weighted autoencoders", ICLR 2016, section 3); its
/// mean grows with K towards log p(x). The prior of a latent tied to a factor is taken as for an unknown
/// factor, by its moments: mean 1/2, variance tau^2 + 1/12. Beta is 1 whatever the training used. Where the
/// likelihood omits constants, as the squared difference of logarithms does, so do the bounds.
package struct EvidenceEstimator: Sendable {
  /// The number of draws from every posterior, K.
  package let drawCount: Int
  private let model: Model
  private let likelihood: any Likelihood
  private let priors: [NormalPrior]
  private let seed: UInt64

  /// Creates an estimator; `nil` for a latent family without a prior.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - objective: The objective it was trained with.
  ///   - drawCount: The number of draws from every posterior, at least one.
  ///   - seed: The seed of the draws.
  package init?(_ model: Model, objective: Objective, drawCount: Int, seed: UInt64) {
    precondition(drawCount > 0, "EvidenceEstimator: \(drawCount) draws")
    self.drawCount = drawCount
    self.model = model
    likelihood = objective.likelihood
    let priors = (0..<model.latentCount).compactMap { objective.latents.prior(of: $0)?.normal }
    guard priors.count == model.latentCount else { return nil }
    self.priors = priors
    self.seed = seed
  }

  /// Estimates the bounds of one sample.
  ///
  /// - Parameters:
  ///   - sample: The elements, in the unit of the data.
  ///   - mean: The means of the posterior.
  ///   - logVariance: The logarithms of its variances.
  ///   - group: The group of samples that it belongs to; every group has its own random stream.
  ///   - index: The sample's index in the group.
  /// - Returns: Both bounds; equal group and index give equal draws.
  package func evidence(
    of sample: ArraySlice<Float>, mean: ArraySlice<Float>, logVariance: ArraySlice<Float>,
    group: Int, index: Int
  ) -> SampleEvidence {
    let (draws, ratios) = draw(mean, logVariance, group: group, index: index)
    let outputs = model.decoderOutputs(draws)
    let losses = reconstructions(of: sample, outputs)
    let meanLoss = losses.reduce(0, +) / Double(drawCount)
    return SampleEvidence(
      negativeLowerBound: meanLoss + divergence(mean, logVariance),
      negativeLogLikelihood: log(Double(drawCount))
        - Self.logSumOfExponentials(zip(ratios, losses).map { $0 - $1 }))
  }

  /// Draws from a posterior, `[draws, latents]`, each with its log ratio of prior to posterior density.
  private func draw(
    _ mean: ArraySlice<Float>, _ logVariance: ArraySlice<Float>, group: Int, index: Int
  ) -> (Tensor, ratios: [Double]) {
    var random = CounterRandom(seed: seed, stream: .importance, step: group, row: index)
    let deviations = logVariance.map { exp(Double($0) / 2) }
    var elements: [Float] = []
    elements.reserveCapacity(drawCount * mean.count)
    let ratios = (0..<drawCount).map { _ in
      let noise = deviations.map { _ in random.nextGaussian() }
      let start = elements.count
      for (center, (deviation, standard)) in zip(mean, zip(deviations, noise)) {
        elements.append(Float(Double(center) + deviation * standard))
      }
      return logRatio(of: elements[start...], noise: noise, logVariance: logVariance)
    }
    return (Tensor(shape: [drawCount, mean.count], elements: elements), ratios)
  }

  /// The divergence of a posterior from the prior, summed over the latents, in nats.
  private func divergence(_ mean: ArraySlice<Float>, _ logVariance: ArraySlice<Float>) -> Double {
    zip(zip(mean, logVariance), priors).reduce(0) { sum, latent in
      let (posterior, prior) = latent
      return sum
        + GaussianDivergence.divergence(
          offset: posterior.0 - Float(prior.mean), logVariance: posterior.1,
          width: prior.deviation)
    }
  }

  /// The log ratio of prior to posterior density at a draw made with the standard normal `noise`, in nats.
  func logRatio(
    of draw: ArraySlice<Float>, noise: [Double], logVariance: ArraySlice<Float>
  ) -> Double {
    var sum = 0.0
    for (latent, value) in draw.enumerated() {
      let prior = priors[latent]
      let offset = (Double(value) - prior.mean) / prior.deviation
      let spread = Double(logVariance[logVariance.startIndex + latent])
      sum +=
        (noise[latent] * noise[latent] + spread - offset * offset) / 2 - log(prior.deviation)
    }
    return sum
  }

  /// -ln p(x|z) for every row of the decoder's output, in nats.
  private func reconstructions(of sample: ArraySlice<Float>, _ outputs: Tensor) -> [Double] {
    let count = sample.count
    let (target, output) = (FloatBuffer(sample), FloatBuffer(count: count))
    let gradient = FloatBuffer(count: count)
    model.transform.writeTargets(
      of: UnsafeBufferPointer(target.elements), to: target.elements)
    return (0..<outputs.rowCount).map { row in
      _ = output.elements.update(from: outputs.row(row))
      return likelihood.negativeLogLikelihood(
        of: target.pointer, output: output.pointer, gradient: gradient.pointer, weight: 0,
        count: count)
    }
  }

  /// `ln(sum exp(x))` without overflow.
  static func logSumOfExponentials(_ values: [Double]) -> Double {
    let largest = values.max() ?? -.infinity
    guard largest.isFinite else { return largest }
    return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
  }
}
