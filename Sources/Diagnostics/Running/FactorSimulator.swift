import Datasets
import Tensors

/// The simulator of a data set over the whole range of its factors.
struct FactorSimulator: Sendable {
  /// The range of every factor.
  let ranges: [ClosedRange<Double>]
  private let simulator: ReferenceSimulator

  /// With more factors there would be too many corners of their ranges to check, so there is no simulator.
  private static let cornerFactorLimit = 10

  /// Creates the simulator; `nil` when the data are not from a generator of this program, or it cannot
  /// simulate every corner of the factors' ranges.
  init?(_ data: DataDescription) {
    guard let simulator = ReferenceSimulator(data),
      data.factors.count <= Self.cornerFactorLimit,
      data.factors.allSatisfy({ $0.lower <= $0.upper && $0.lower.isFinite && $0.upper.isFinite })
    else { return nil }
    self.simulator = simulator
    ranges = data.factors.map { $0.lower...$0.upper }
    guard Self.corners(ranges).allSatisfy({ simulator.sample(factors: $0) != nil }) else {
      return nil
    }
  }

  /// Samples with noise, one per row of factors within the ranges, `[rows, height, width, channels]`.
  func samples(_ factors: [[Double]], seed: UInt64, team: WorkerTeam) -> Tensor {
    guard let samples = simulator.noisySamples(factors: factors, seed: seed, team: team) else {
      preconditionFailure("FactorSimulator: factors inside \(ranges) cannot be simulated")
    }
    return samples
  }

  private static func corners(_ ranges: [ClosedRange<Double>]) -> [[Double]] {
    (0..<1 << ranges.count).map { corner in
      ranges.enumerated().map { index, range in
        corner >> index & 1 == 0 ? range.lowerBound : range.upperBound
      }
    }
  }
}
