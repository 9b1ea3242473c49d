package import Tensors

/// A simulator and an encoder behind it: codes of samples whose factors are chosen.
///
/// Scores that hold one factor still and vary the others need one; samples of a data set do not repeat a factor.
package protocol ControlledEncoder {
  /// The range of every factor, drawn from uniformly; bounds may be equal.
  var factorRanges: [ClosedRange<Double>] { get }

  /// Simulates samples and encodes them.
  ///
  /// - Parameters:
  ///   - factors: One row per sample, one entry per factor, within the ranges.
  ///   - seed: The seed of the samples' noise, another in every call.
  /// - Returns: Posterior means, `[samples, latents]`.
  func codes(factors: [[Double]], seed: UInt64) -> Tensor
}
