import Models
import Networks
import Platform
import Tensors
import TestSupport
import Testing

/// A tiny model and a tiny set of samples: soft spots on 8 by 8 pixels.
enum SteppingToy {
  static func architecture(latentCount: Int = 2) throws -> Architecture {
    try #require(ArchitectureFamily.named("burgess")).architecture(
      .init(
        sampleShape: [8, 8, 1], latentCount: latentCount, channels: [4, 6], hiddenCount: 12,
        outputActivation: nil))
  }

  /// Spots that differ in place and width.
  static func samples(_ count: Int, seed: Int = 1) -> Tensor {
    var random = CounterRandom(testCase: seed)
    return Tensor(shape: [count, 8, 8, 1]) { elements in
      for sample in 0..<count {
        let place = random.doubles(2, in: 2...5)
        let width = random.doubles(1, in: 1...2)[0]
        for pixel in 0..<64 {
          let (y, x) = (Double(pixel / 8) - place[0], Double(pixel % 8) - place[1])
          elements[sample * 64 + pixel] = Float(exp(-(x * x + y * y) / (2 * width * width)))
        }
      }
    }
  }

  static func step(
    likelihood: any Likelihood = BernoulliLikelihood(), beta: Double = 1, latentCount: Int = 2,
    batchSize: Int = 16, seed: UInt64 = 5, workers: Int = 2,
    auxiliary: AuxiliaryObjective? = nil
  ) throws -> TrainingStep {
    TrainingStep(
      architecture: try architecture(latentCount: latentCount),
      objective: Objective(likelihood: likelihood, beta: beta, auxiliary: auxiliary),
      optimizer: Adam(learningRate: 5e-3), batchSize: batchSize, seed: seed,
      team: WorkerTeam(count: workers))
  }

  /// Writes the samples as inputs and targets, and factors where the objective has them.
  static func filler(_ samples: Tensor, factors: Tensor? = nil) -> BatchFiller {
    { batch in
      let rows = batch.range
      let count = rows.count * samples.rowStride
      if let factors { _ = batch.factors.update(fromContentsOf: factors.rows(rows).elements) }
      samples.withUnsafeElements { elements in
        let chosen = UnsafeBufferPointer(
          rebasing: elements[
            rows.lowerBound * samples.rowStride..<rows.upperBound * samples.rowStride])
        _ = UnsafeMutableBufferPointer(start: batch.inputs, count: count).update(from: chosen)
        _ = UnsafeMutableBufferPointer(start: batch.targets, count: count).update(from: chosen)
      }
    }
  }

  /// Trains on all samples at once for a number of steps.
  @discardableResult static func train(
    _ step: TrainingStep, on samples: Tensor, factors: Tensor? = nil, steps: Range<Int>
  ) -> [StepReport] {
    steps.map {
      step.run(
        rowCount: samples.rowCount, step: $0, batch: filler(samples, factors: factors))
    }
  }
}
