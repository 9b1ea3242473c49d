import Datasets
import Models
import Networks
import Platform

extension TrainingData {
  /// The plausible range of a Gaussian variance relative to the squared range of the targets, from a noise of
  /// a thousandth of the range to ten times the range; outside it, likelihood and samples are in different
  /// units.
  private static let shares = 1e-6...1e2
  /// The ratio that suits most data: that of a variance of 0.001 for targets from 0 to 1.
  private static let suitedShare = 1e-3

  /// A notice where the variance of the likelihood seems meant for samples in another unit; `nil` where it is
  /// plausible.
  var scaleNotice: TrainingNotice? {
    // Without a divergence the variance only scales the loss.
    guard let likelihood = objective.likelihood as? GaussianLikelihood, objective.hasDivergence
    else { return nil }
    if transform.mode == .anscombe { return countNotice(likelihood) }
    let ends = [transform.target(transform.minimum), transform.target(transform.maximum)]
    guard let low = ends.min(), let high = ends.max(), low.isFinite, high.isFinite, low < high
    else {
      return nil
    }
    let square = (Double(high) - Double(low)) * (Double(high) - Double(low))
    let variance = Double(likelihood.variance)
    guard !Self.shares.contains(variance / square) else { return nil }
    return .unsuitedVariance(
      Self.rounded(variance), range: low...high, suited: Self.rounded(Self.suitedShare * square))
  }

  /// The noise of counts has one variance in their roots, so any other by more than a factor of ten is in another unit.
  private func countNotice(_ likelihood: GaussianLikelihood) -> TrainingNotice? {
    let noise = PixelTransform.rootVariance
    let variance = noise * Double(likelihood.variance) / transform.networkVariance(noise)
    guard variance < noise / 10 || variance > noise * 10 else { return nil }
    return .unsuitedCountVariance(Self.rounded(variance), suited: noise)
  }

  /// Two significant digits.
  private static func rounded(_ value: Double) -> Double {
    let unit = pow(10, log10(value).rounded(.down) - 1)
    // Divided by a whole number where the unit is below 1, so that 0.0012 does not become 0.0012000000000000001.
    return unit < 1
      ? (value / unit).rounded() / (1 / unit).rounded() : (value / unit).rounded() * unit
  }
}
