import Platform
import Tensors
import TestSupport
import Testing

@testable import Models

/// The divergence from the prior and the reparametrised draw.
@Suite struct GaussianLatentsTests {
  /// Posteriors of a few samples: means, then log variances.
  private struct Case {
    let rows: Int
    let latents: Int
    let posterior: [Float]
    let noise: [Float]

    init(seed: Int, logVariances: ClosedRange<Float> = -4...2) {
      var random = CounterRandom(testCase: seed)
      let (rows, latents) = (random.integer(1...5), random.integer(1...6))
      posterior = (0..<rows).flatMap { _ in
        random.floats(latents, in: -3...3) + random.floats(latents, in: logVariances)
      }
      noise = random.gaussians(rows * latents).map(Float.init)
      self.rows = rows
      self.latents = latents
    }

    func mean(_ row: Int, _ latent: Int) -> Double {
      Double(posterior[row * 2 * latents + latent])
    }

    func logVariance(_ row: Int, _ latent: Int) -> Double {
      Double(posterior[(row * 2 + 1) * latents + latent])
    }

    func divergence(weight: Float = 1) -> (sums: [Double], gradient: [Float]) {
      LatentRun(posterior, latents: latents).divergence(by: GaussianLatents(), weight: weight)
    }

    func draw() -> [Float] {
      LatentRun(posterior, noise: noise, latents: latents).draw(by: GaussianLatents())
    }

    func propagate(_ latentGradient: [Float]) -> [Float] {
      LatentRun(posterior, noise: noise, latents: latents)
        .propagate(latentGradient, by: GaussianLatents())
    }
  }

  @Test(arguments: 0..<12) func divergence(seed: Int) {
    let sample = Case(seed: seed)
    let (sums, gradient) = sample.divergence(weight: 0.5)
    let expected = (0..<sample.latents).map { latent in
      (0..<sample.rows).reduce(0) {
        $0 + ReferenceDivergence.divergence(sample.mean($1, latent), sample.logVariance($1, latent))
      }
    }
    let derivatives = (0..<sample.rows).flatMap { row in
      let latents = 0..<sample.latents
      return latents.map { latent in
        ReferenceDivergence.derivative(at: sample.mean(row, latent), step: 1e-5) {
          0.5 * ReferenceDivergence.divergence($0, sample.logVariance(row, latent))
        }
      }
        + latents.map { latent in
          ReferenceDivergence.derivative(at: sample.logVariance(row, latent), step: 1e-5) {
            0.5 * ReferenceDivergence.divergence(sample.mean(row, latent), $0)
          }
        }
    }
    #expect(largestDifference(sums.map(Float.init), from: expected) < 1e-5)
    #expect(largestDifference(gradient, from: derivatives) < 1e-4)
  }

  /// An inactive latent is at the prior, where the terms cancel.
  @Test func divergenceNearThePriorIsNeverNegative() {
    for seed in 0..<20 {
      let sample = Case(seed: seed, logVariances: -1e-3...1e-3)
      let posterior = sample.posterior.enumerated().map { index, value in
        index / sample.latents % 2 == 0 ? 0 : value
      }
      let sums = LatentRun(posterior, latents: sample.latents)
        .divergence(by: GaussianLatents()).sums
      #expect(sums.allSatisfy { $0 >= 0 }, "seed \(seed): \(sums)")
    }
  }

  @Test(arguments: 0..<12) func draw(seed: Int) {
    let sample = Case(seed: seed)
    let expected = (0..<sample.rows).flatMap { row in
      (0..<sample.latents).map { latent in
        sample.mean(row, latent)
          + exp(sample.logVariance(row, latent) / 2)
          * Double(sample.noise[row * sample.latents + latent])
      }
    }
    #expect(largestDifference(sample.draw(), from: expected) < 1e-5)
  }

  @Test(arguments: 0..<12) func gradientFlowsThroughTheDraw(seed: Int) {
    let sample = Case(seed: seed)
    var random = CounterRandom(testCase: 50 + seed)
    let weights = random.floats(sample.noise.count)
    let expected = (0..<sample.rows).flatMap { row in
      let position = { row * sample.latents + $0 }
      return (0..<sample.latents).map { Double(weights[position($0)]) }
        + (0..<sample.latents).map { latent in
          Double(weights[position(latent)])
            * ReferenceDivergence.derivative(at: sample.logVariance(row, latent), step: 1e-5) {
              exp($0 / 2) * Double(sample.noise[position(latent)])
            }
        }
    }
    #expect(largestDifference(sample.propagate(weights), from: expected) < 1e-4)
  }

  @Test func logVariancesBeyondTheRangeCountAsItsEdgeAndGetNoGradient() {
    for (raw, edge) in [(20, 6), (-30, -12), (.infinity, 6)] as [(Float, Float)] {
      #expect(PosteriorVariance().logVariance(raw) == edge)
      let (sums, gradient) = LatentRun([0.5, raw], latents: 1).divergence(by: GaussianLatents())
      let expected = ReferenceDivergence.divergence(0.5, Double(edge))
      #expect(abs(sums[0] - expected) < 1e-5 * expected)
      #expect(gradient == [0.5, 0])
    }
    #expect(PosteriorVariance().logVariance(.nan).isNaN)
  }
  /// `KL(N(mu, s^2) || N(m, t^2))` by its general closed form, and its gradient by differences.
  @Test(arguments: 0..<12) func divergenceFromAPriorWithMeansAndAWidth(seed: Int) {
    let sample = Case(seed: seed)
    var random = CounterRandom(testCase: 80 + seed)
    let count = random.integer(1...sample.latents)
    let width = random.doubles(1, in: 0.1...3)[0]
    let means = random.floats(sample.rows * count, in: 0...1)
    let divergence = { (row: Int, latent: Int, mean: Double, logVariance: Double) in
      let isTied = latent < count
      let offset = mean - (isTied ? Double(means[row * count + latent]) : 0)
      let deviation = isTied ? width : 1
      return log(deviation) - logVariance / 2
        + (exp(logVariance) + offset * offset) / (2 * deviation * deviation) - 0.5
    }
    let (sums, gradient) = LatentRun(sample.posterior, latents: sample.latents, centers: means)
      .divergence(by: TiedLatents(count: count, width: width), weight: 2)
    for latent in 0..<sample.latents {
      let expected = (0..<sample.rows).reduce(0) {
        $0 + divergence($1, latent, sample.mean($1, latent), sample.logVariance($1, latent))
      }
      #expect(abs(sums[latent] - expected) < 1e-5 * max(1, expected), "latent \(latent)")
    }
    let derivatives = (0..<sample.rows).flatMap { row in
      (0..<2 * sample.latents).map { position in
        let latent = position % sample.latents
        let (mean, logVariance) = (sample.mean(row, latent), sample.logVariance(row, latent))
        return position < sample.latents
          ? ReferenceDivergence.derivative(at: mean, step: 1e-5) {
            2 * divergence(row, latent, $0, logVariance)
          }
          : ReferenceDivergence.derivative(at: logVariance, step: 1e-5) {
            2 * divergence(row, latent, mean, $0)
          }
      }
    }
    #expect(largestDifference(gradient, from: derivatives) < 1e-4)
  }

  @Test func posteriorThatIsThePriorHasNoDivergence() {
    for width in [0.01, 0.3, 1, 20] as [Double] {
      let (sums, gradient) = LatentRun(
        [0.25, Float(2 * log(width))], latents: 1, centers: [0.25]
      ).divergence(by: TiedLatents(count: 1, width: width))
      #expect(sums[0] >= 0 && sums[0] < 1e-12, "width \(width)")
      #expect(gradient.allSatisfy { abs($0) < 1e-6 })
    }
  }
}

/// The divergence by its definition, in Double.
private enum ReferenceDivergence {
  /// `KL(N(mean, exp(logVariance)) || N(0, 1))`.
  static func divergence(_ mean: Double, _ logVariance: Double) -> Double {
    (mean * mean + exp(logVariance) - 1 - logVariance) / 2
  }

  static func derivative(at x: Double, step: Double, _ function: (Double) -> Double) -> Double {
    (function(x + step) - function(x - step)) / (2 * step)
  }
}
