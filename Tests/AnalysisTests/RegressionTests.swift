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

  @Test(arguments: 0..<10) func linearFactorsAreFound(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let codes = MetricSamples.gaussians(&random, rows: 300, columns: 4)
    let slopes = random.gaussians(3)
    let factor = (0..<300).map { row in
      slopes.indices.reduce(2) { $0 + slopes[$1] * Double(codes[row, $1]) }
    }
    let noisy = factor.map { $0 + 0.5 * random.nextGaussian() }
    let factors = MetricSamples.tensor([factor, noisy])
    let found = LinearRegression(codes: codes, factors: factors)
    #expect(abs(found.determinations[0] - 1) < 1e-9)
    #expect(distance(found.slopes.column(0), slopes + [0]) < 1e-6)
    #expect(abs(found.intercepts[0] - 2) < 1e-6)
    // The determination by its definition from the fitted line's residuals.
    let predictions = (0..<300).map { row in
      (0..<4).reduce(found.intercepts[1]) { $0 + found.slopes[$1, 1] * Double(codes[row, $1]) }
    }
    let values = (0..<300).map { Double(factors[$0, 1]) }
    let mean = values.reduce(0, +) / 300
    let residual = zip(values, predictions).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(found.determinations[1] - (1 - residual / total)) < 1e-9)
    // One latent alone explains its squared correlation.
    let single = LinearRegression(codes: codes, factors: factors, latents: [2])
    let correlation = Correlation.pearson(codes, factors)[2, 1]
    #expect(abs(single.determinations[1] - correlation * correlation) < 1e-12)
  }

  @Test func repeatedAndConstantLatentsChangeNothing() {
    var random = CounterRandom(testCase: 0)
    let (first, second) = (random.floats(100).map(Double.init), random.gaussians(100))
    let factors = MetricSamples.tensor([zip(first, second).map { $0 + 0.3 * $1 }])
    let plain = LinearRegression(codes: MetricSamples.tensor([first]), factors: factors)
    let more = LinearRegression(
      codes: MetricSamples.tensor([first, first.map { 2 * $0 }, first.map { _ in 0.1 }]),
      factors: factors)
    #expect(distance(more.determinations, plain.determinations) < 1e-12)
    #expect(distance(more.slopes.elements, plain.slopes.elements + [0, 0]) < 1e-12)
  }

  @Test(arguments: MetricSamples.degenerate.indices) func degenerate(index: Int) {
    let (name, codes, factors) = MetricSamples.degenerate[index]
    let expected = (0..<factors.shape[1]).map { name == "constant columns" && $0 == 0 ? 1.0 : 0 }
    let linear = LinearRegression(codes: codes, factors: factors)
    #expect(distance(linear.determinations, expected) < 1e-12, "\(name)")
    #expect((linear.slopes.elements + linear.intercepts).allSatisfy { $0.isFinite }, "\(name)")
    let neighbors = NearestNeighborRegression(neighborCount: 2).determinations(
      of: factors, from: codes, team: pair)
    #expect(distance(neighbors, expected) < 0.01, "\(name)")
  }
}
