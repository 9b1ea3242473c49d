import Numerics
import Diagnostics

/// Bins that the energies of all configurations of a report share.
struct EnergyHistogram {
  /// The ends of the bins in epsilon, one more than bins.
  let edges: [Double]

  private static let binCount = 40

  /// Makes bins that cover all energies; `nil` where there are none.
  init?(_ report: ProbeReport) {
    let energies =
      (report.real?.pairEnergies ?? [])
      + ([report.reconstructions] + report.draws.map(\.particles)).compactMap(\.self).flatMap {
        $0.before.pairEnergies + $0.after.pairEnergies
      }
    guard let lower = energies.min(), let upper = energies.max() else { return nil }
    let width = max(upper - lower, 1e-9) / Double(Self.binCount)
    edges = (0...Self.binCount).map { lower + Double($0) * width }
  }

  /// How many energies lie in every bin.
  func counts(_ energies: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    let width = edges[1] - edges[0]
    for energy in energies {
      counts[Int(clamping: (energy - edges[0]) / width, to: 0...counts.count - 1)] += 1
    }
    return counts
  }
}
