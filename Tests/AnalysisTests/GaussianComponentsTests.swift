import Analysis
import Tensors
import TestSupport
import Testing

/// Codes as a Gaussian along their principal components.
@Suite struct GaussianComponentsTests {
  /// Correlated codes of four latents about a mean.
  private func codes(_ count: Int, seed: Int) -> Tensor {
    var random = CounterRandom(testCase: seed)
    let elements = (0..<count).flatMap { _ -> [Float] in
      let g = random.gaussians(4)
      return [2 * g[0] + 1, g[0] + 0.5 * g[1] - 2, 0.3 * g[2], 0.1 * g[3] + 0.2 * g[1]].map {
        Float($0)
      }
    }
    return Tensor(shape: [count, 4], elements: elements)
  }

  /// Draws of all components have the mean and the covariance of the codes; those of some, of what is left.
  @Test(arguments: [1, 2, 4])
  func drawsHaveTheCovarianceOfTheirComponents(count: Int) {
    let gaussian = GaussianComponents(codes: codes(500, seed: 1))
    var random = CounterRandom(testCase: 2)
    let drawCount = 20_000
    let draws = (0..<drawCount).map { _ in gaussian.point(scores: random.gaussians(count)) }
    for row in 0..<4 {
      let mean = draws.reduce(0) { $0 + $1[row] } / Double(drawCount)
      #expect(abs(mean - gaussian.mean[row]) < 0.06, "component \(count), latent \(row)")
      for column in 0..<4 {
        var covariance = 0.0
        for draw in draws {
          covariance += (draw[row] - gaussian.mean[row]) * (draw[column] - gaussian.mean[column])
        }
        covariance /= Double(drawCount)
        var expected = 0.0
        for component in 0..<count {
          let directions = gaussian.components.directions
          let product = directions[row, component] * directions[column, component]
          expected += gaussian.components.variances[component] * product
        }
        #expect(abs(covariance - expected) < 0.15, "\(count) components, \(row), \(column)")
      }
    }
  }

  /// The covariance of codes that are drawn from their posteriors, once by its law and once by drawing.
  @Test func sampledCodesAreWiderByTheirPosteriors() {
    let means = codes(20_000, seed: 3)
    let widths = [0.5, 0.1, 1.0, 0]
    var random = CounterRandom(testCase: 4)
    let drawn = Tensor(
      shape: means.shape,
      elements: means.elements.enumerated().map { index, mean in
        mean + Float(widths[index % 4].squareRoot() * random.nextGaussian())
      })
    let law = LatentCovariance(codes: means, posteriorVariances: widths).matrix
    let sampled = LatentCovariance(codes: drawn).matrix
    for index in law.elements.indices {
      #expect(abs(law.elements[index] - sampled.elements[index]) < 0.06, "element \(index)")
    }
    let wide = GaussianComponents(codes: means, posteriorVariances: widths).components
    let narrow = GaussianComponents(codes: means).components
    let gain = wide.variances.reduce(0, +) - narrow.variances.reduce(0, +)
    #expect(abs(gain - 1.6) < 1e-9, "the trace grows by the sum of the posterior variances")
  }

  @Test func aScoreIsADeviationAlongItsComponent() {
    let gaussian = GaussianComponents(codes: codes(300, seed: 5))
    let point = gaussian.point(scores: [0, 2])
    let step = zip(point, gaussian.mean).map { $0 - $1 }
    let length = step.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(length - 2 * gaussian.components.variances[1].squareRoot()) < 1e-12)
    #expect(gaussian.point(scores: []) == gaussian.mean)
    #expect(abs(gaussian.explained(4) - 1) < 1e-12 && gaussian.explained(0) == 0)
  }

  @Test func constantCodesDrawTheirMean() {
    let constant = Tensor(shape: [3, 2], elements: [1, 2, 1, 2, 1, 2])
    let gaussian = GaussianComponents(codes: constant)
    #expect(gaussian.point(scores: [3, -3]) == [1, 2] && gaussian.explained(1) == 0)
  }
}
