package import Analysis
package import Models
import Tensors

/// The codes of the data, as the cloud that a point is near to or far from.
///
/// Only active latents count: the decoder ignores the others, whose codes all lie at zero while draws
/// from the prior do not.
package struct CodeCloud: Sendable {
  private let active: [Int]
  private let distance: DataDistance

  /// Makes the cloud, or nothing where no latent is active or no code was kept.
  package init?(_ statistics: LatentStatistics) {
    let active = statistics.active
    let codes = (0..<statistics.codes.rowCount).flatMap { row in
      active.map { statistics.codes[row, $0] }
    }
    let deviations = active.map { latent in
      let deviation = statistics.deviation[latent]
      return (deviation * deviation + statistics.posteriorVariance[latent]).squareRoot()
    }
    guard !active.isEmpty,
      let distance = DataDistance(
        codes: Tensor(shape: [statistics.codes.rowCount, active.count], elements: codes),
        deviations: deviations)
    else { return nil }
    self.active = active
    self.distance = distance
  }

  /// How far a point lies from the cloud, in standard deviations of sampled codes.
  ///
  /// - Parameter latents: The value of every latent.
  /// - Returns: The distance, and the share of codes that are lonelier.
  package func measure(_ latents: [Float]) -> DataDistance.Measure {
    distance.measure(active.map { latents[$0] })
  }
}
