import Analysis
import Tensors
import TestSupport
import Testing

@Suite struct RegressionTests {
  private let pair = WorkerTeam(count: 2)

  /// Every sample's nearest others by sorting all of them, in double precision.
  private func plain(
    _ factors: Tensor, _ codes: Tensor, latents: [Int], neighborCount: Int
  ) -> [Double] {
    let count = codes.rowCount
    func square(_ first: Int, _ second: Int) -> Double {
      latents.reduce(0) { sum, latent in
        let difference = Double(codes[first, latent]) - Double(codes[second, latent])
        return sum + difference * difference
      }
    }
    return (0..<factors.shape[1]).map { factor in
      let values = (0..<count).map { Double(factors[$0, factor]) }
      let mean = values.reduce(0, +) / Double(count)
      var (residual, total) = (0.0, 0.0)
      for sample in 0..<count {
        let nearest = (0..<count).filter { $0 != sample }
          .sorted { square(sample, $0) < square(sample, $1) }.prefix(neighborCount)
        let prediction = nearest.reduce(0) { $0 + values[$1] } / Double(nearest.count)
        residual += (values[sample] - prediction) * (values[sample] - prediction)
        total += (values[sample] - mean) * (values[sample] - mean)
      }
      return 1 - residual / total
    }
  }

  @Test(arguments: 0..<12) func neighborsAreThoseOfThePlainSearch(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let (count, latentCount) = (random.integer(2...90), random.integer(1...6))
    let codes = MetricSamples.gaussians(&random, rows: count, columns: latentCount)
    let factors = MetricSamples.gaussians(&random, rows: count, columns: 2)
    let latents = Array(random.nextPermutation(latentCount).prefix(3))
    let neighborCount = random.integer(1...12)
    let regression = NearestNeighborRegression(neighborCount: neighborCount)
    let found = regression.determinations(of: factors, from: codes, latents: latents, team: pair)
    let expected = plain(factors, codes, latents: latents, neighborCount: neighborCount)
    #expect(distance(found, expected) < 1e-9)
    let alone = regression.determinations(
      of: factors, from: codes, latents: latents, team: WorkerTeam(count: 1))
    #expect(found == alone, "whoever searches finds the same")
    let huge = Tensor(shape: codes.shape, elements: codes.elements.map { 0x1p120 * $0 })
    #expect(
      regression.determinations(of: factors, from: huge, latents: latents, team: pair) == found)
  }

  @Test func neighborsOfALineTellItsPlaceAndNothingElse() {
    var random = CounterRandom(testCase: 1)
    let line = (0..<600).map { Double($0) }
    let codes = MetricSamples.tensor([line, line.map { _ in 4 }])
    let factors = MetricSamples.tensor([line.map { $0 * $0 }, random.gaussians(600)])
    let all = NearestNeighborRegression()
    let found = all.determinations(of: factors, from: codes, team: pair)
    #expect(found[0] > 0.9995)
    // Ten neighbours' mean of noise adds a tenth of its variance.
    #expect(abs(found[1] + 0.1) < 0.12)
    #expect(
      all.determinations(of: factors, from: codes, latents: [1], team: pair) == [0, 0],
      "a latent that does not vary has no neighbours")
    let few = NearestNeighborRegression(sampleLimit: 100)
    let subset = few.determinations(of: factors, from: codes, team: pair, seed: 1)
    #expect(subset[0] > 0.95 && subset[0] < found[0])
    #expect(few.determinations(of: factors, from: codes, team: pair, seed: 1) == subset)
    #expect(few.determinations(of: factors, from: codes, team: pair, seed: 2) != subset)
  }

  @Test(arguments: MetricSamples.degenerate.indices) func degenerate(index: Int) {
    let (name, codes, factors) = MetricSamples.degenerate[index]
    let expected = (0..<factors.shape[1]).map { name == "constant columns" && $0 == 0 ? 1.0 : 0 }
    let neighbors = NearestNeighborRegression(neighborCount: 2).determinations(
      of: factors, from: codes, team: pair)
    #expect(distance(neighbors, expected) < 0.01, "\(name)")
  }
}
