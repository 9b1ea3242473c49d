import Platform
package import Tensors

extension GaussianPosterior {
  /// One draw from every posterior; together they are draws from the aggregate posterior.
  ///
  /// - Parameter seed: The seed; a latent's draws do not depend on how many latents there are.
  /// - Returns: `[samples, latents]`.
  package func drawn(seed: UInt64) -> Tensor {
    let latents = mean.rowStride
    return Tensor(shape: mean.shape) { elements in
      for latent in 0..<latents {
        var random = CounterRandom(seed: seed, stream: .latentNoise, step: latent)
        for index in stride(from: latent, to: elements.count, by: latents) {
          let deviation = exp(Double(logVariance.elements[index]) / 2)
          elements[index] = Float(
            Double(mean.elements[index]) + deviation * random.nextGaussian())
        }
      }
    }
  }
}
