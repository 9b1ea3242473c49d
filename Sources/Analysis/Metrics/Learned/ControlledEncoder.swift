package import Tensors

/// A simulator followed by an encoder: codes of samples with chosen factors.
///
/// Scores that fix one factor and vary the others need one; samples of a data set do not repeat a factor.
package protocol ControlledEncoder {
  /// The range of every factor, drawn from uniformly; bounds may be equal.
  var factorRanges: [ClosedRange<Double>] { get }

  /// Simulates samples and encodes them.
  ///
  /// - Parameters:
  ///   - factors: One row per sample, one entry per factor, within the ranges.
  ///   - seed: The seed of the samples' noise, different in every call.
  /// - Returns: Posterior means, `[samples, latents]`.
  func codes(factors: [[Double]], seed: UInt64) -> Tensor
}
