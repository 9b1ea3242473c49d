import Analysis
import Datasets
import Models
import Tensors

/// The simulator of the data followed by the encoder.
struct SimulatedCodes: ControlledEncoder {
  private let simulator: FactorSimulator
  private let model: Model
  private let team: WorkerTeam

  private static let blockSize = 32

  /// Creates the pair; `nil` when the data are not from a generator of this program.
  init?(_ data: DataDescription, model: Model, team: WorkerTeam) {
    guard let simulator = FactorSimulator(data) else { return nil }
    self.simulator = simulator
    self.model = model
    self.team = team
  }

  var factorRanges: [ClosedRange<Double>] { simulator.ranges }

  func codes(factors: [[Double]], seed: UInt64) -> Tensor {
    let samples = simulator.samples(factors, seed: seed, team: team)
    let blocks = stride(from: 0, to: samples.rowCount, by: Self.blockSize).map {
      $0..<min($0 + Self.blockSize, samples.rowCount)
    }
    let codes = team.results(blocks.count) { index -> [Float]? in
      model.encode(samples.rows(blocks[index])).mean.elements
    }
    return Tensor(
      shape: [samples.rowCount, model.latentCount], elements: codes.flatMap { $0 ?? [] })
  }
}

extension DiagnosisInputs {
  /// Why samples of chosen factors cannot be simulated; `nil` when they can.
  var reasonWithoutSimulator: String? {
    controlledEncoder == nil ? "there is no simulator for \(data.name)" : nil
  }
}
