#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The divergence of a diagonal Gaussian posterior from the standard normal prior.
public enum GaussianDivergence {
  /// Log variances outside this range are moved to its edge and get no gradient: beyond it the variance is
  /// zero or the prior's many times over, and `exp` would overflow long before the optimiser turns back.
  public static let logVarianceRange: ClosedRange<Float> = -12...6

  /// Adds the divergence of every sample and latent, and its gradient.
  ///
  /// `KL_k = (mu^2 + exp(l) - 1 - l) / 2` with `l` the log variance (Kingma and Welling 2014, appendix B).
  ///
  /// - Parameters:
  ///   - posterior: `[rows, 2 latents]`: the means, then the log variances.
  ///   - gradient: Of the posterior, same layout; added to.
  ///   - weight: The factor of the gradient.
  ///   - rows: The number of samples.
  ///   - sums: Receives the sum over the samples for every latent in nat; added to.
  public static func add(
    _ posterior: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, weight: Float,
    rows: Int, to sums: UnsafeMutableBufferPointer<Double>
  ) {
    let latents = sums.count
    for row in 0..<rows {
      let start = row * 2 * latents
      for latent in 0..<latents {
        let mean = posterior[start + latent]
        let raw = posterior[start + latents + latent]
        let logVariance = clamped(raw)
        // Near the prior the terms cancel; in Float an idle latent's divergence would drop below zero.
        let excess = expm1(Double(logVariance))
        sums[latent] += (Double(mean) * Double(mean) + (excess - Double(logVariance))) / 2
        gradient[start + latent] += weight * mean
        if raw == logVariance {
          gradient[start + latents + latent] += weight * Float(excess) / 2
        }
      }
    }
  }

  /// A log variance moved into ``logVarianceRange``; what is no number stays none.
  public static func clamped(_ logVariance: Float) -> Float {
    if logVariance < logVarianceRange.lowerBound { return logVarianceRange.lowerBound }
    if logVariance > logVarianceRange.upperBound { return logVarianceRange.upperBound }
    return logVariance
  }
}
