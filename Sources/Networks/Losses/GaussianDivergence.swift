import Platform

/// The divergence of a diagonal Gaussian posterior from its prior.
package enum GaussianDivergence {
  /// Log variances outside this range are moved to its edge and get no gradient: beyond it the variance is
  /// zero or the prior's many times over, and `exp` would overflow long before the optimiser turns back.
  package static let logVarianceRange: ClosedRange<Float> = -12...6

  /// Adds the divergence of every sample and latent, and its gradient.
  ///
  /// `KL_k = (s^2 / t^2 + (mu - m)^2 / t^2 - 1 - ln(s^2 / t^2)) / 2` with `m` and `t` the prior's mean and width
  /// of the sample; Kingma and Welling 2014, appendix B, for the standard prior.
  ///
  /// - Parameters:
  ///   - posterior: `[rows, 2 latents]`: the means, then the log variances.
  ///   - prior: The prior.
  ///   - priorMeans: The means of the prior's first latents, `[rows, prior.meanCount]`; `nil` where it has none.
  ///   - gradient: Of the posterior, laid out like it; added to.
  ///   - weight: The factor of the gradient.
  ///   - rows: The number of samples.
  ///   - sums: Receives the sum over the samples for every latent in nat; added to.
  package static func add(
    _ posterior: UnsafePointer<Float>, prior: LatentPrior = .standard,
    priorMeans: UnsafePointer<Float>? = nil, gradient: UnsafeMutablePointer<Float>, weight: Float,
    rows: Int, to sums: UnsafeMutableBufferPointer<Double>
  ) {
    let latents = sums.count
    precondition(
      prior.meanCount <= latents && (prior.meanCount == 0 || priorMeans != nil),
      "GaussianDivergence: a prior with \(prior.meanCount) means for \(latents) latents")
    let conditioned = Width(prior.width)
    let standard = Width(1)
    for row in 0..<rows {
      let start = row * 2 * latents
      for latent in 0..<latents {
        let hasMean = latent < prior.meanCount
        let center = hasMean ? priorMeans?[row * prior.meanCount + latent] ?? 0 : 0
        let width = hasMean ? conditioned : standard
        let raw = posterior[start + latents + latent]
        let logVariance = clamped(raw)
        let term = term(
          offset: posterior[start + latent] - center, logVariance: logVariance, width: width)
        sums[latent] += term.divergence
        gradient[start + latent] += weight * term.meanDerivative
        if raw == logVariance {
          gradient[start + latents + latent] += weight * term.logVarianceDerivative
        }
      }
    }
  }

  /// The divergence of one latent from a normal prior, in nat.
  ///
  /// - Parameters:
  ///   - offset: The posterior mean less the prior's.
  ///   - logVariance: The posterior's log variance.
  ///   - width: The prior's standard deviation.
  /// - Returns: The divergence, which is never negative.
  package static func divergence(offset: Float, logVariance: Float, width: Double) -> Double {
    term(offset: offset, logVariance: logVariance, width: Width(width)).divergence
  }

  /// What a prior's width brings into every latent.
  private struct Width {
    let precision: Double
    let logVariance: Double

    init(_ width: Double) {
      precision = 1 / (width * width)
      logVariance = 2 * log(width)
    }
  }

  @inline(__always) private static func term(
    offset: Float, logVariance: Float, width: Width
  ) -> (divergence: Double, meanDerivative: Float, logVarianceDerivative: Float) {
    let logRatio = Double(logVariance) - width.logVariance
    // Near the prior the terms cancel; in Float an idle latent's divergence would drop below zero.
    let excess = expm1(logRatio)
    let distance = Double(offset) * Double(offset) * width.precision
    return (
      (distance + (excess - logRatio)) / 2, offset * Float(width.precision), Float(excess) / 2
    )
  }

  /// A log variance moved into ``logVarianceRange``; what is no number stays none.
  package static func clamped(_ logVariance: Float) -> Float {
    if logVariance < logVarianceRange.lowerBound { return logVarianceRange.lowerBound }
    if logVariance > logVarianceRange.upperBound { return logVarianceRange.upperBound }
    return logVariance
  }
}
