import Models
import Tensors
import TestSupport
import Testing

@Suite struct LatentCodesTests {
  @Test func drawsHaveTheMeansAndVariancesOfTheirPosteriors() {
    let count = 20_000
    let means: [Float] = [0.5, -2]
    let logVariances: [Float] = [-1, 0.4]
    let posterior = LatentCodes(
      mean: Tensor(shape: [count, 2]) { elements in
        for index in elements.indices { elements[index] = means[index % 2] }
      },
      logVariance: Tensor(shape: [count, 2]) { elements in
        for index in elements.indices { elements[index] = logVariances[index % 2] }
      })
    let drawn = posterior.drawn(seed: 3)
    #expect(drawn.shape == [count, 2])
    for latent in 0..<2 {
      let values = stride(from: latent, to: 2 * count, by: 2).map { Double(drawn.elements[$0]) }
      let mean = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      let expected = exponential(Double(logVariances[latent]))
      #expect(abs(mean - Double(means[latent])) < 5 * (expected / Double(count)).squareRoot())
      #expect(abs(variance / expected - 1) < 5 * (2 / Double(count)).squareRoot())
    }
    #expect(drawn == posterior.drawn(seed: 3) && drawn != posterior.drawn(seed: 4))
  }

  /// The exponential series, summed until its terms are negligible.
  private func exponential(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for power in 1..<40 {
      term *= x / Double(power)
      sum += term
    }
    return sum
  }
}
