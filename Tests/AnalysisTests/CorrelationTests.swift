import Analysis
import Tensors
import TestSupport
import Testing

@Suite struct CorrelationTests {
  @Test func handComputed() {
    // Deviations -1.5, -0.5, 0.5, 1.5 and -2, 0, 1, 1: 5 / sqrt(5 * 6).
    let columns = MetricSamples.tensor([[1, 2, 3, 4], [1, 3, 4, 4]])
    let expected = 5 / 30.0.squareRoot()
    let found = Correlation.pearson(columns)
    #expect(distance(found.elements, [1, expected, expected, 1]) < 1e-15)
    // Ranks 1, 2, 3, 4 and 1, 2, 3.5, 3.5: 4.5 / sqrt(5 * 4.5).
    let ranks = 4.5 / 22.5.squareRoot()
    #expect(
      distance(Correlation.spearman(columns, columns).elements, [1, ranks, ranks, 1]) < 1e-15)
  }

  @Test(arguments: 0..<20) func affineMapsAndOrderChangeNothing(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let codes = MetricSamples.gaussians(&random, rows: 200, columns: 3)
    let factors = MetricSamples.gaussians(&random, rows: 200, columns: 2)
    let before = Correlation.pearson(codes, factors).elements
    let order = random.nextPermutation(200)
    #expect(
      distance(Correlation.pearson(codes.rows(order), factors.rows(order)).elements, before)
        < 1e-12)
    // Powers of two scale a Float without rounding.
    let scaled = Tensor(shape: codes.shape, elements: codes.elements.map { -4 * $0 })
    #expect(distance(Correlation.pearson(scaled, factors).elements, before.map { -$0 }) < 1e-12)
    let ranks = Correlation.spearman(codes, factors).elements
    let bent = Tensor(shape: codes.shape, elements: codes.elements.map { $0 * $0 * $0 + $0 })
    #expect(distance(Correlation.spearman(bent, factors).elements, ranks) < 1e-12)
  }

  @Test func plainPowersAreTheMeanOfNine() {
    let unit = (0..<11).map { Double($0) / 10 }
    let codes = [unit.map { $0 * $0 }]
    // The factor 5 ... 25 is the same 0 ... 1.
    let map = PowerCorrelation.map(
      codes: MetricSamples.tensor(codes), factors: MetricSamples.tensor([unit.map { 5 + 20 * $0 }]))
    func power(_ column: [Double], _ exponent: Int) -> [Double] {
      column.map { value in (0..<exponent).reduce(1) { product, _ in product * value } }
    }
    var sum = 0.0
    for first in 1...3 {
      for second in 1...3 {
        sum +=
          Correlation.pearson(
            MetricSamples.tensor([power(codes[0], first)]),
            MetricSamples.tensor([power(unit, second)]))[0, 0]
      }
    }
    #expect(abs(map[0, 0] - sum / 9) < 1e-6)
  }

  @Test func alignmentScoreOfExtremes() {
    let diagonal = Matrix(rowCount: 3, columnCount: 2, elements: [1, 0, 0, -0.5, 0, 0])
    #expect(AlignmentScore(correlations: diagonal).value == 1)
    let even = Matrix(rowCount: 4, columnCount: 2, repeating: -0.25)
    #expect(AlignmentScore(correlations: even).value == 0.25)
    let none = AlignmentScore(correlations: Matrix(rowCount: 3, columnCount: 2))
    #expect(none.value == 0 && none.perFactor == [0, 0])
  }

  @Test func gapOfSquares() {
    let correlations = Matrix(
      rowCount: 3, columnCount: 3, elements: [-0.9, 0.5, 0, 0.4, -0.5, 0, 0, 0, 0])
    let score = SeparatedAttributePredictability(correlations: correlations)
    #expect(distance(score.perFactor, [0.65, 0, 0]) < 1e-15)
    #expect(abs(score.value - 0.325) < 1e-15, "the constant factor takes no part")
  }

  @Test(arguments: MetricSamples.degenerate.indices) func degenerate(index: Int) {
    let (name, codes, factors) = MetricSamples.degenerate[index]
    let shape = [codes.shape[1], factors.shape[1]]
    let pearson = Correlation.pearson(codes, factors)
    for matrix in [
      pearson, Correlation.spearman(codes, factors),
      PowerCorrelation.map(codes: codes, factors: factors),
    ] {
      #expect([matrix.rowCount, matrix.columnCount] == shape, "\(name)")
      let isInformed = name == "constant columns"
      for (position, element) in matrix.elements.enumerated() {
        // Only the two ramps go together.
        #expect((element != 0) == (isInformed && position == 2), "\(name): \(element)")
        #expect(element.isFinite && abs(element) <= 1, "\(name): \(element)")
      }
    }
    let score = SeparatedAttributePredictability(correlations: pearson)
    #expect((0...1).contains(score.value) && score.perFactor.count == shape[1], "\(name)")
    #expect((0...1).contains(AlignmentScore(correlations: pearson).value), "\(name)")
  }
}
