import Models
import Tensors
import TestSupport
import Testing

/// The distance of codes from their distribution.
struct AggregatePosteriorTests {
  private func score(_ mean: Tensor, logVariance: Float) -> [Double] {
    AggregatePosterior(
      LatentCodes(
        mean: mean, logVariance: Tensor(repeating: logVariance, shape: mean.shape))
    ).distances(of: mean)
  }

  /// Normal points.
  private func cloud(_ count: Int, _ dimensions: Int, seed: Int) -> Tensor {
    var random = CounterRandom(testCase: seed)
    return Tensor(
      shape: [count, dimensions], elements: random.gaussians(count * dimensions).map { Float($0) })
  }

  @Test("two latents agree with the explicit inverse of their covariance", arguments: 0..<4)
  func writtenOut(seed: Int) {
    let cloud = self.cloud(200, 2, seed: seed)
    let mixed = Tensor(
      shape: [200, 2],
      elements: (0..<200).flatMap { [3 * cloud[$0, 0] + 1, cloud[$0, 0] - 0.5 * cloud[$0, 1]] })
    let scores = score(mixed, logVariance: -1)
    let columns = (0..<2).map { axis in (0..<200).map { Double(mixed[$0, axis]) } }
    let means = columns.map { $0.reduce(0, +) / 200 }
    func covariance(_ i: Int, _ j: Int) -> Double {
      let sum = zip(columns[i], columns[j]).reduce(0) { $0 + ($1.0 - means[i]) * ($1.1 - means[j]) }
      // The posterior's variance, e^-1, lies on the diagonal.
      return sum / 200 + (i == j ? 0.367879441171442 : 0)
    }
    let (a, b, c) = (covariance(0, 0), covariance(0, 1), covariance(1, 1))
    for row in 0..<200 {
      let (x, y) = (columns[0][row] - means[0], columns[1][row] - means[1])
      let square = (c * x * x - 2 * b * x * y + a * y * y) / (a * c - b * b)
      #expect(abs(scores[row] - square.squareRoot()) < 1e-4, "seed \(seed), row \(row)")
    }
  }

  @Test("without posterior variance the mean square is the number of latents that vary")
  func trace() {
    var cloud = self.cloud(300, 5, seed: 7)
    for row in 0..<300 {
      cloud[row, 3] = 2
      cloud[row, 4] = cloud[row, 0] + cloud[row, 1]
    }
    let scores = score(cloud, logVariance: -1000)
    let mean = scores.reduce(0.0) { $0 + $1 * $1 } / 300
    #expect(abs(mean - 3) < 1e-3)
  }

  @Test("an ignored latent does not count, and no distance is infinite")
  func ignored() {
    var cloud = self.cloud(100, 2, seed: 8)
    for row in 0..<100 { cloud[row, 1] *= 1e-3 }
    cloud[40, 1] = 0.01
    let scores = score(cloud, logVariance: 0)
    #expect(scores[40] < 3)
    for count in [0, 1, 2] {
      let few = score(Tensor(repeating: 3, shape: [count, 2]), logVariance: 200)
      #expect(few.count == count && few.allSatisfy { $0 == 0 })
    }
    #expect(score(Tensor(repeating: 3, shape: [2, 2]), logVariance: -.infinity) == [0, 0])
  }

  @Test("codes that were not fitted are measured by the fitted covariance")
  func others() {
    let fitted = cloud(400, 3, seed: 3)
    let posterior = LatentCodes(
      mean: fitted, logVariance: Tensor(repeating: -3, shape: fitted.shape))
    let aggregate = AggregatePosterior(posterior)
    let own = aggregate.distances(of: fitted)
    #expect(aggregate.distances(of: fitted.rows([5, 7])) == [own[5], own[7]])
    let far = Tensor(shape: [1, 3], elements: [10, 10, 10])
    #expect(aggregate.distances(of: far)[0] > (own.max() ?? .infinity))
  }
}
