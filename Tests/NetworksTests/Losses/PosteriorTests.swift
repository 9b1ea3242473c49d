import Networks
import Tensors
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The divergence from the prior and the reparametrised draw.
@Suite struct PosteriorTests {
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
      let gradient = FloatBuffer(count: posterior.count)
      let sums = DoubleBuffer(count: latents)
      GaussianDivergence.add(
        posterior, gradient: gradient.pointer, weight: weight, rows: rows, to: sums.elements)
      return (Array(sums.elements), Array(gradient.elements))
    }

    func draw() -> [Float] {
      let latents = FloatBuffer(count: noise.count)
      Reparametrization.draw(
        posterior, noise: noise, into: latents.pointer, rows: rows, latentCount: self.latents)
      return Array(latents.elements)
    }

    func propagate(_ latentGradient: [Float]) -> [Float] {
      let gradient = FloatBuffer([Float](repeating: .nan, count: posterior.count))
      Reparametrization.propagate(
        latentGradient, posterior: posterior, noise: noise, into: gradient.pointer, rows: rows,
        latentCount: latents)
      return Array(gradient.elements)
    }
  }

  @Test(arguments: 0..<12) func divergence(seed: Int) {
    let sample = Case(seed: seed)
    let (sums, gradient) = sample.divergence(weight: 0.5)
    let expected = (0..<sample.latents).map { latent in
      (0..<sample.rows).reduce(0) {
        $0 + ReferenceLosses.divergence(sample.mean($1, latent), sample.logVariance($1, latent))
      }
    }
    let derivatives = (0..<sample.rows).flatMap { row in
      let latents = 0..<sample.latents
      return latents.map { latent in
        ReferenceLosses.derivative(at: sample.mean(row, latent), step: 1e-5) {
          0.5 * ReferenceLosses.divergence($0, sample.logVariance(row, latent))
        }
      }
        + latents.map { latent in
          ReferenceLosses.derivative(at: sample.logVariance(row, latent), step: 1e-5) {
            0.5 * ReferenceLosses.divergence(sample.mean(row, latent), $0)
          }
        }
    }
    #expect(largestDifference(sums.map(Float.init), from: expected) < 1e-5)
    #expect(largestDifference(gradient, from: derivatives) < 1e-4)
  }

  /// A latent that carries nothing sits at the prior, where the terms cancel.
  @Test func divergenceNearThePriorIsNeverNegative() {
    for seed in 0..<20 {
      let sample = Case(seed: seed, logVariances: -1e-3...1e-3)
      let posterior = sample.posterior.enumerated().map { index, value in
        index / sample.latents % 2 == 0 ? 0 : value
      }
      let gradient = FloatBuffer(count: posterior.count)
      let sums = DoubleBuffer(count: sample.latents)
      GaussianDivergence.add(
        posterior, gradient: gradient.pointer, weight: 1, rows: sample.rows, to: sums.elements)
      #expect(sums.elements.allSatisfy { $0 >= 0 }, "seed \(seed): \(Array(sums.elements))")
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
            * ReferenceLosses.derivative(at: sample.logVariance(row, latent), step: 1e-5) {
              exp($0 / 2) * Double(sample.noise[position(latent)])
            }
        }
    }
    #expect(largestDifference(sample.propagate(weights), from: expected) < 1e-4)
  }

  @Test func logVariancesBeyondTheRangeCountAsItsEdgeAndGetNoGradient() {
    for (raw, edge) in [(20, 6), (-30, -12), (.infinity, 6)] as [(Float, Float)] {
      #expect(GaussianDivergence.clamped(raw) == edge)
      let gradient = FloatBuffer(count: 2)
      let sums = DoubleBuffer(count: 1)
      GaussianDivergence.add(
        [0.5, raw], gradient: gradient.pointer, weight: 1, rows: 1, to: sums.elements)
      let expected = ReferenceLosses.divergence(0.5, Double(edge))
      #expect(abs(sums.elements[0] - expected) < 1e-5 * expected)
      #expect(Array(gradient.elements) == [0.5, 0])
    }
    #expect(GaussianDivergence.clamped(.nan).isNaN)
  }
}
