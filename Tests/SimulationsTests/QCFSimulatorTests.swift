import Simulations
import Tensors
import Testing

@Suite("Simulator of events")
struct QCFSimulatorTests {
  @Test(arguments: QCFRepresentation.allCases) func keepsTheContract(
    representation: QCFRepresentation
  ) {
    let model = QCFModel(representation: representation, eventCount: 70)
    assertSimulatorContract(
      { QCFSimulator(count: 23, seed: $0, model: model) },
      elements: representation == .histogram ? 0...70 : -3...4, factors: QCFRanges().all)
  }

  @Test func sortedEventsAreTheUnsortedOnesInOrder() {
    let samples = QCFRepresentation.allCases.map { representation in
      QCFSimulator(
        count: 3, seed: 4,
        model: QCFModel(
          detector: QCFDetector(.centred, variance: 1), representation: representation,
          eventCount: 513)
      ).samples(0..<3)
    }
    for row in 0..<3 {
      #expect(samples[1].row(row).sorted() == Array(samples[0].row(row)))
      #expect(samples[2].row(row).reduce(0, +) == 513)
    }
  }

  /// Gamma variates of such shapes are below the smallest number more often than not.
  @Test func tinyShapesGiveNumbers() {
    var ranges = QCFRanges()
    ranges.upPower = -0.95 ... -0.95
    ranges.upComplementPower = -0.95 ... -0.95
    ranges.downPower = -0.95 ... -0.95
    ranges.downComplementPower = -0.95 ... -0.95
    let events = QCFSimulator(
      count: 20, seed: 1, ranges: ranges, model: QCFModel(detector: QCFDetector(.none))
    ).samples(0..<20).elements
    #expect(events.allSatisfy { $0 >= 0 && $0 <= 1 })
    // By symmetry half of the mass lies on either side.
    let share = Double(events.count { $0 > 0.5 }) / Double(events.count)
    #expect(abs(share - 0.5) < 5 * 0.5 / Double(events.count).squareRoot())
  }

  /// What the exponents do not decide: the scatter of the order statistics around their expectation,
  /// averaged over the published ranges.
  @Test(arguments: [(0.0, 1.06e-4), (0.1, 2.3e-4), (0.5, 8.4e-4), (1, 1.6e-3)])
  func theFloorOfTheErrorIsTheKnownOne(variance: Double, floor: Double) {
    let count = 150
    let model = QCFModel(detector: QCFDetector(.centred, variance: variance))
    let drawn = QCFSimulator(count: count, seed: 2, model: model)
    let exact = QCFSimulator(count: count, seed: 2, model: model, hasNoise: false)
    let error = meanSquare(drawn.samples(0..<count).elements, exact.samples(0..<count).elements)
    // The errors of a sample are correlated, so 150 samples are worth few numbers.
    #expect(abs(error / floor - 1) < 0.2, "\(error)")
  }

  /// The quantiles of (i + 1/2) / n against the expectations of the order statistics, by drawing.
  @Test func quantilesAreCloseToTheExpectationsOfOrderStatistics() {
    var ranges = QCFRanges()
    ranges.upPower = 0...0
    ranges.upComplementPower = 1...1
    ranges.downPower = 3...3
    ranges.downComplementPower = 2...2
    let count = 1000
    let model = QCFModel(eventCount: 200)
    let samples = QCFSimulator(count: count, seed: 5, ranges: ranges, model: model)
      .samples(0..<count)
    let curve = QCFSimulator(count: 1, seed: 5, ranges: ranges, model: model, hasNoise: false)
      .samples(0..<1).elements
    var means = [Float](repeating: 0, count: 200)
    for row in 0..<count {
      for (place, event) in samples.row(row).enumerated() { means[place] += event / Float(count) }
    }
    let scatter = meanSquare(
      samples.elements, (0..<count).flatMap { _ in means })
    #expect(meanSquare(means, curve) < 0.02 * scatter)
  }

  /// The variance of a single event over the published ranges is 0.0674 by quadrature over the exponents,
  /// of which a sum over the published ranges gives a sampled 0.066; sorted it gives 0.0263, and 4000 samples here 0.0277.
  @Test func theTotalVarianceIsTheKnownOne() {
    for (representation, expected) in [(QCFRepresentation.sorted, 0.027), (.unsorted, 0.0674)] {
      let count = 1500
      let samples = QCFSimulator(
        count: count, seed: 3,
        model: QCFModel(detector: QCFDetector(.none), representation: representation)
      ).samples(0..<count)
      var sums = [Double](repeating: 0, count: 1000)
      var squares = sums
      for row in 0..<count {
        for (place, event) in samples.row(row).enumerated() {
          sums[place] += Double(event)
          squares[place] += Double(event) * Double(event)
        }
      }
      let variance =
        zip(sums, squares).reduce(0) { total, sums in
          let mean = sums.0 / Double(count)
          return total + sums.1 / Double(count) - mean * mean
        } / 1000
      #expect(abs(variance / expected - 1) < 0.07, "\(representation): \(variance)")
    }
  }

  /// A detector that is read word by word leaves no location: every mean is zero.
  @Test func theLiteralDetectorLosesTheLocation() {
    let model = QCFModel(
      detector: QCFDetector(.literal, variance: 0.5), representation: .unsorted)
    let samples = QCFSimulator(count: 50, seed: 6, model: model).samples(0..<50)
    for row in 0..<50 {
      let mean = samples.row(row).reduce(0, +) / 1000
      #expect(abs(mean) < 5 * (0.5 / 1000 as Float).squareRoot())
    }
  }

  private func meanSquare(_ first: [Float], _ second: [Float]) -> Double {
    zip(first, second).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
      / Double(first.count)
  }
}
