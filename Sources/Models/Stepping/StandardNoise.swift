import Tensors

/// The noise of a step's latents: it depends on (seed, step, row) alone, so not on who computes it.
struct StandardNoise: Sendable {
  let seed: UInt64
  let step: Int
  let latentCount: Int

  /// Writes standard normal variates for rows of the batch, `[rows, latents]`.
  func fill(_ rows: Range<Int>, _ noise: UnsafeMutablePointer<Float>) {
    for row in rows {
      var random = CounterRandom(seed: seed, stream: .latentNoise, step: step, row: row)
      for latent in 0..<latentCount {
        noise[(row - rows.lowerBound) * latentCount + latent] = Float(random.nextGaussian())
      }
    }
  }
}
