import Platform

/// Draws from a diagonal Gaussian posterior so that gradients flow through the draw.
package enum Reparametrization {
  /// `z = mu + exp(l / 2) epsilon` (Kingma and Welling 2014, section 2.4).
  ///
  /// - Parameters:
  ///   - posterior: `[rows, 2 latents]`: the means, then the log variances.
  ///   - noise: Standard normal, `[rows, latents]`.
  ///   - latents: Receives the draws, `[rows, latents]`.
  ///   - rows: The number of samples.
  ///   - latentCount: The number of latent dimensions.
  package static func draw(
    _ posterior: UnsafePointer<Float>, noise: UnsafePointer<Float>,
    into latents: UnsafeMutablePointer<Float>, rows: Int, latentCount: Int
  ) {
    for row in 0..<rows {
      for latent in 0..<latentCount {
        let start = row * 2 * latentCount + latent
        let deviation = expf(GaussianDivergence.clamped(posterior[start + latentCount]) / 2)
        let position = row * latentCount + latent
        latents[position] = posterior[start] + deviation * noise[position]
      }
    }
  }

  /// The gradient of the posterior from that of the draws; overwrites `posteriorGradient`.
  package static func propagate(
    _ latentGradient: UnsafePointer<Float>, posterior: UnsafePointer<Float>,
    noise: UnsafePointer<Float>, into posteriorGradient: UnsafeMutablePointer<Float>, rows: Int,
    latentCount: Int
  ) {
    for row in 0..<rows {
      for latent in 0..<latentCount {
        let start = row * 2 * latentCount + latent
        let position = row * latentCount + latent
        let raw = posterior[start + latentCount]
        let logVariance = GaussianDivergence.clamped(raw)
        posteriorGradient[start] = latentGradient[position]
        posteriorGradient[start + latentCount] =
          raw == logVariance
          ? latentGradient[position] * noise[position] * expf(logVariance / 2) / 2 : 0
      }
    }
  }
}
