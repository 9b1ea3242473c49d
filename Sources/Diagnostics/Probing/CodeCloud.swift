package import Analysis
package import Models
import Tensors

/// The codes of the data, to which the distance of a point is measured.
///
/// Only active latents are used: the decoder ignores the others, whose codes all lie near zero while draws
/// from the prior do not.
package struct CodeCloud: Sendable {
  private let active: [Int]
  private let distance: DataDistance

  /// Creates the cloud; `nil` where no latent is active or there are no codes.
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

  /// The distance of a point from the codes, in standard deviations of sampled codes.
  ///
  /// - Parameter latents: The value of every latent.
  /// - Returns: The distance, and the share of codes that are further from the others.
  package func measure(_ latents: [Float]) -> DataDistance.Measure {
    distance.measure(active.map { latents[$0] })
  }
}
