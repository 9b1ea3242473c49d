/// Writes rows of a batch where a step wants them; called by all workers at once for rows of their own.
package typealias BatchFiller = @Sendable (BatchRows) -> Void

/// Writes the noise of the latents for rows of a batch, standard normal, `[rows, latents]`.
package typealias NoiseFiller =
  @Sendable (_ rows: Range<Int>, _ noise: UnsafeMutablePointer<Float>) -> Void
