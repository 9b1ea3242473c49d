import Analysis
import Datasets
import Models
import Tensors

/// The simulator of the data with the encoder behind it.
struct SimulatedCodes: ControlledEncoder {
  let factorRanges: [ClosedRange<Double>]
  private let model: Autoencoder
  private let team: WorkerTeam
  private let simulate: @Sendable (_ factors: [[Double]], _ seed: UInt64) -> Tensor

  private static let blockSize = 32

  init(
    _ data: DataDescription, model: Autoencoder, team: WorkerTeam,
    simulate: @escaping @Sendable (_ factors: [[Double]], _ seed: UInt64) -> Tensor
  ) {
    factorRanges = data.factors.map { $0.lower...max($0.lower, $0.upper) }
    self.model = model
    self.team = team
    self.simulate = simulate
  }

  func codes(factors: [[Double]], seed: UInt64) -> Tensor {
    let samples = simulate(factors, seed)
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
  /// Why no sample can be made of chosen factors; `nil` when it can.
  var reasonWithoutSimulator: String? {
    controlledEncoder == nil ? "no simulator of this program makes \(data.name)" : nil
  }

  /// Samples of chosen factors and their codes; `nil` without a simulator.
  var controlledEncoder: SimulatedCodes? { nil }

  /// The latents that follow a factor, ascending.
  var auxiliaryLatents: [Int] { AlignedLatents.find(pearson) }
}
