import Analysis
import Platform
import Tensors
import TestSupport
import Testing

@Suite struct MutualInformationTests {
  private let ramps = MetricSamples.tensor(MetricSamples.ramps)

  @Test func binsAreOfEqualWidth() {
    let column = MetricSamples.tensor([[-1, -0.5, -0.25, 0, 0.75, 0.999, 1]])
    #expect(Discretizer(binCount: 4).bins(of: column) == [[0, 1, 1, 2, 3, 3, 3]])
    #expect(Discretizer(binCount: 1).bins(of: column) == [Array(repeating: 0, count: 7)])
    #expect(
      Discretizer().bins(of: MetricSamples.tensor([[0.1, 0.1], [1, .nan]])) == [[0, 0], [0, 0]])
  }

  @Test func quantileBinsHoldAsManySamples() {
    let quartiles = Discretizer(binCount: 4, binning: .equalCount)
    let column = MetricSamples.tensor([[-1, 100, -0.25, 0, 0.75, 0.9, 1, 7]])
    #expect(quartiles.bins(of: column) == [[0, 3, 0, 1, 1, 2, 2, 3]])
    let ties = MetricSamples.tensor([[5, 1, 1, 1, 5, 9, 5, 1]])
    #expect(quartiles.bins(of: ties) == [[2, 0, 0, 0, 2, 3, 2, 0]], "equal numbers share a bin")
    #expect(
      quartiles.bins(of: MetricSamples.tensor([[0.1, 0.1], [1, .nan]])) == [[0, 0], [0, 0]])
  }

  @Test(arguments: 0..<5) func quantileBinsDependOnTheOrderAlone(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let codes = MetricSamples.gaussians(&random, rows: 300, columns: 3)
    let bent = Tensor(shape: codes.shape, elements: codes.elements.map { expf(3 * $0) })
    let quantiles = Discretizer(binning: .equalCount)
    let bins = quantiles.bins(of: codes)
    #expect(quantiles.bins(of: bent) == bins, "seed \(seed)")
    #expect(Discretizer().bins(of: bent) != Discretizer().bins(of: codes))
    for column in bins {
      #expect((0..<20).allSatisfy { bin in column.count { $0 == bin } == 15 }, "seed \(seed)")
    }
  }

  @Test func oneToOneCodesHaveGapOne() {
    let score = MutualInformationGap(codes: ramps, factors: ramps)
    #expect(distance(score.perFactor, [1, 1]) < 1e-12)
    #expect(abs(score.value - 1) < 1e-12)
    let information = MutualInformation.matrix(codes: ramps, factors: ramps)
    #expect(distance(information.elements, [log(20.0), 0, 0, log(20.0)]) < 1e-12)
    #expect(abs(Modularity(information: information).value - 1) < 1e-12)
    #expect(
      distance(
        MutualInformation.normalized(information, factorEntropies: [log(20.0), log(20.0)])
          .elements, [1, 0, 0, 1]) < 1e-12)
  }

  @Test func equalCodesHaveGapZero() {
    let codes = MetricSamples.tensor([MetricSamples.ramps[0], MetricSamples.ramps[0]])
    #expect(MutualInformationGap(codes: codes, factors: ramps).value == 0)
    #expect(abs(MutualInformation.meanBetweenCodes(codes) - log(20.0)) < 1e-12)
    #expect(MutualInformation.meanBetweenCodes(ramps) < 1e-12)
  }

  @Test func modularityOfExtremes() {
    let even = Matrix(rowCount: 2, columnCount: 3, repeating: 0.7)
    #expect(distance(Modularity(information: even).perLatent, [0, 0]) < 1e-15)
    let mixed = Matrix(rowCount: 3, columnCount: 2, elements: [2, 1, 0, 0, 0, 3])
    let score = Modularity(information: mixed)
    #expect(distance(score.perLatent, [0.75, 0, 1]) < 1e-15)
    #expect(abs(score.value - 1.75 / 3) < 1e-15, "a dead latent lowers the mean")
    #expect(Modularity(information: Matrix(rowCount: 1, columnCount: 1, repeating: 1)).value == 1)
  }

  @Test(arguments: 0..<10) func orderAndScaleChangeNothing(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let codes = MetricSamples.gaussians(&random, rows: 300, columns: 3)
    let factors = MetricSamples.gaussians(&random, rows: 300, columns: 2)
    let before = MutualInformation.matrix(codes: codes, factors: factors).elements
    let order = random.nextPermutation(300)
    let moved = MutualInformation.matrix(codes: codes.rows(order), factors: factors.rows(order))
    #expect(distance(moved.elements, before) < 1e-12)
    let scaled = Tensor(shape: codes.shape, elements: codes.elements.map { 8 * $0 })
    #expect(
      distance(MutualInformation.matrix(codes: scaled, factors: factors).elements, before) < 1e-12)
    let turned = MutualInformation.matrix(codes: factors, factors: codes).transposed
    #expect(distance(turned.elements, before) < 1e-12, "information is symmetric")
  }

  /// I(X; Y) = H(X) + H(Y) - H(X, Y), the joint column made by hand.
  @Test(arguments: 0..<10) func informationIsThatOfEntropies(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let pairs =
      (0..<500).map { _ in
        let first = random.integer(0...3)
        return (first, random.nextUniform() < 0.5 ? first : random.integer(0...3))
      } + (0..<4).map { ($0, $0) }
    let columns = MetricSamples.tensor([
      pairs.map { Double($0.0) }, pairs.map { Double($0.1) }, pairs.map { Double(4 * $0.0 + $0.1) },
    ])
    let fine = Discretizer(binCount: 16)
    let entropies = MutualInformation.entropies(columns, discretizer: fine)
    let information = MutualInformation.matrix(codes: columns, discretizer: fine)
    #expect(abs(information[0, 1] - (entropies[0] + entropies[1] - entropies[2])) < 1e-12)
    #expect(abs(information[0, 2] - entropies[0]) < 1e-12)
  }

  /// For columns that know nothing of each other, the shuffled level and the first-order bias
  /// (Miller 1955) agree with the estimate.
  @Test(arguments: 0..<5) func zeroLevels(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let codes = Tensor(shape: [10_000, 3], elements: random.floats(30_000))
    let factors = Tensor(shape: [10_000, 2], elements: random.floats(20_000))
    let level = 19.0 * 19 / 20_000
    let levels = [Double](repeating: level, count: 6)
    let shuffled = MutualInformation.shuffledMatrix(codes: codes, factors: factors, seed: 3)
    let found = MutualInformation.matrix(codes: codes, factors: factors)
    // The estimate's deviation is about sqrt(2 * 361) / 20,000 = 0.0013.
    #expect(distance(shuffled.elements, levels) < 0.006)
    #expect(distance(found.elements, levels) < 0.006)
    #expect(shuffled == MutualInformation.shuffledMatrix(codes: codes, factors: factors, seed: 3))
    #expect(shuffled != MutualInformation.shuffledMatrix(codes: codes, factors: factors, seed: 4))
    let own = MutualInformation.shuffledMatrix(codes: codes, factors: codes, seed: 3)
    #expect(own[0, 0] < 0.03, "shuffling parts a column from itself")
  }

  @Test(arguments: MetricSamples.degenerate.indices) func degenerate(index: Int) {
    let (name, codes, factors) = MetricSamples.degenerate[index]
    let information = MutualInformation.matrix(codes: codes, factors: factors)
    let isInformed = name == "constant columns"
    #expect(information.elements.allSatisfy { $0.isFinite && $0 >= 0 }, "\(name)")
    #expect(information.elements.contains { $0 > 0 } == isInformed, "\(name)")
    let gap = MutualInformationGap(codes: codes, factors: factors)
    #expect(gap.perFactor.count == factors.shape[1], "\(name)")
    #expect(abs(gap.value - (isInformed ? 1 : 0)) < 1e-12, "\(name)")
    let modularity = Modularity(information: information)
    #expect(abs(modularity.value - (isInformed ? 0.5 : 0)) < 1e-12, "\(name)")
    #expect(MutualInformation.meanBetweenCodes(codes) == 0, "\(name)")
  }
}
