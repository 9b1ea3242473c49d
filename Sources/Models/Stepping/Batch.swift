/// Writes rows of a batch into a step's memory; called concurrently by all workers, each for its own rows.
package typealias BatchFiller = @Sendable (BatchRows) -> Void

/// Writes the noise of the latents for rows of a batch, `[rows, latents * noiseCount]`.
package typealias NoiseFiller =
  @Sendable (_ rows: Range<Int>, _ noise: UnsafeMutablePointer<Float>) -> Void

/// The rows of a batch to be written, with the memory for them.
package struct BatchRows {
  /// Positions in the batch.
  package let range: Range<Int>
  /// Receives the encoder's input, `[rows, height, width, channels]`.
  package let inputs: UnsafeMutablePointer<Float>
  /// Receives the target of the likelihood, same shape.
  package let targets: UnsafeMutablePointer<Float>
  /// Receives the auxiliary factors in the order of their latents, each scaled to 0...1, `[rows, factors]`;
  /// empty when the objective has none.
  package let factors: UnsafeMutableBufferPointer<Float>

  /// Creates rows over memory that the caller owns.
  package init(
    _ range: Range<Int>, inputs: UnsafeMutablePointer<Float>,
    targets: UnsafeMutablePointer<Float>, factors: UnsafeMutableBufferPointer<Float>
  ) {
    self.range = range
    self.inputs = inputs
    self.targets = targets
    self.factors = factors
  }
}
