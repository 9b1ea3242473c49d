/// Writes rows of a batch where a step wants them; called by all workers at once for rows of their own.
///
/// - Parameters:
///   - rows: Positions in the batch.
///   - inputs: Receives what the encoder reads, `[rows, height, width, channels]`.
///   - targets: Receives what the likelihood compares with, same shape.
public typealias BatchFiller =
  @Sendable (
    _ rows: Range<Int>, _ inputs: UnsafeMutablePointer<Float>,
    _ targets: UnsafeMutablePointer<Float>
  ) -> Void

/// Writes the noise of the latents for rows of a batch, standard normal, `[rows, latents]`.
public typealias NoiseFiller =
  @Sendable (_ rows: Range<Int>, _ noise: UnsafeMutablePointer<Float>) -> Void
