import Datasets
import Models
import Networks
import Platform
import Tensors
import TestSupport
import Testing

/// A tiny model learns, and its figures agree with an independent computation.
@Suite struct SteppingLearningTests {
  private static let variance: Float = 0.05
  private static let samples = SteppingToy.samples(24, seed: 2)
  private static let transform = PixelTransform(mode: .identity)

  private func trained(latentCount: Int, steps: Int = 250) throws -> TrainingStep {
    let step = try SteppingToy.step(
      likelihood: GaussianLikelihood(variance: Self.variance), latentCount: latentCount,
      batchSize: 24)
    SteppingToy.train(step, on: Self.samples, steps: 0..<steps)
    return step
  }

  private func evaluate(_ step: TrainingStep, noise: Int) -> StepReport {
    step.evaluate(rowCount: 24, step: noise, batch: SteppingToy.filler(Self.samples))
  }

  @Test func trainingLowersTheLoss() throws {
    let step = try trained(latentCount: 2, steps: 0)
    let before = evaluate(step, noise: 10_000)
    SteppingToy.train(step, on: Self.samples, steps: 0..<250)
    let after = evaluate(step, noise: 10_000)
    // 64 pixels without noise and of unit variance: a perfect fit leaves only the constant of the density.
    let floor = 32 * log(2 * .pi * Double(Self.variance))
    #expect(after.loss - floor < 0.5 * (before.loss - floor))
    #expect(after.divergence.reduce(0, +) > 0.5, "the latents carry something")
  }

  /// The same noise through the model's package interface and the density in Double.
  @Test func reconstructionByHand() throws {
    let step = try trained(latentCount: 2)
    let report = evaluate(step, noise: 10_001)
    let model = step.model(transform: Self.transform)
    let posterior = model.encode(Self.samples)
    let latents = Tensor(shape: [24, 2]) { elements in
      for row in 0..<24 {
        var random = CounterRandom(seed: 5, stream: .latentNoise, step: 10_001, row: row)
        for latent in 0..<2 {
          elements[row * 2 + latent] =
            posterior.mean[row, latent]
            + expf(posterior.logVariances[row, latent] / 2) * Float(random.nextGaussian())
        }
      }
    }
    let decoded = model.decode(latents)
    let expected = (0..<24).reduce(0) { $0 + density(Self.samples.row($1), decoded.row($1)) } / 24
    #expect(abs(report.reconstruction + expected) < 1e-5 * abs(expected))
  }

  /// The closed form of the divergence against the mean of `ln q(z) - ln p(z)` over draws from `q`.
  @Test func divergenceByMonteCarlo() throws {
    let step = try trained(latentCount: 2)
    let report = evaluate(step, noise: 10_002)
    let posterior = step.model(transform: Self.transform).encode(Self.samples)
    for latent in 0..<2 {
      var random = CounterRandom(testCase: latent)
      var (sum, squares, count) = (0.0, 0.0, 0.0)
      for row in 0..<24 {
        let logVariance = Double(posterior.logVariances[row, latent])
        for _ in 0..<500 {
          let noise = random.nextGaussian()
          let draw = Double(posterior.mean[row, latent]) + exp(logVariance / 2) * noise
          let term = (draw * draw - noise * noise - logVariance) / 2
          sum += term
          squares += term * term
          count += 1
        }
      }
      let error = ((squares / count - sum / count * (sum / count)) / count).squareRoot()
      #expect(abs(report.divergence[latent] - sum / count) < 4 * error, "latent \(latent)")
    }
  }

  /// With one latent the evidence is an integral over a grid, and the loss must exceed it by exactly the
  /// divergence of the encoder's posterior from the true one.
  @Test func lossIsTheEvidencePlusTheDivergenceFromTheTruePosterior() throws {
    let step = try trained(latentCount: 1)
    let model = step.model(transform: Self.transform)
    let posterior = model.encode(Self.samples)
    let spacing = 0.01
    let grid = (-600...600).map { Double($0) * spacing }
    let decoded = model.decode(Tensor(shape: [grid.count, 1], elements: grid.map(Float.init)))
    var expected = 0.0
    for row in 0..<24 {
      let joint = grid.enumerated().map { index, z in
        density(Self.samples.row(row), decoded.row(index)) + normal(z, mean: 0, logVariance: 0)
      }
      let largest = joint.max() ?? 0
      let evidence = largest + log(joint.reduce(0) { $0 + exp($1 - largest) } * spacing)
      let (mean, logVariance) = (
        Double(posterior.mean[row, 0]), Double(posterior.logVariances[row, 0])
      )
      let divergence = zip(grid, joint).reduce(0) { sum, point in
        let encoded = normal(point.0, mean: mean, logVariance: logVariance)
        return sum + exp(encoded) * (encoded - (point.1 - evidence)) * spacing
      }
      #expect(divergence > 0, "sample \(row)")
      expected += (divergence - evidence) / 24
    }
    let losses = (0..<300).map { evaluate(step, noise: 20_000 + $0).loss }
    let mean = losses.reduce(0, +) / 300
    let spread = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 300
    #expect(abs(mean - expected) < 4 * (spread / 300).squareRoot())
  }

  private func density(_ sample: ArraySlice<Float>, _ mean: ArraySlice<Float>) -> Double {
    zip(sample, mean).reduce(0) {
      $0 + normal(Double($1.0), mean: Double($1.1), logVariance: log(Double(Self.variance)))
    }
  }

  private func normal(_ x: Double, mean: Double, logVariance: Double) -> Double {
    let distance = (x - mean) * (x - mean) / exp(logVariance)
    return -(distance + logVariance + log(2 * Double.pi)) / 2
  }
}
