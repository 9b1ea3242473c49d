import Platform
import TestSupport
import Tensors
import Testing

@testable import Analysis

struct GradientBoostedTreesTests {
  /// Curved, stepped and crossed; columns 3 and 4 are useless.
  private func known(_ x: ArraySlice<Float>) -> Double {
    let x = x.map { Double($0) }
    return sin(6 * x[0]) + (x[1] > 0.3 ? 1 : 0) + 2 * x[0] * x[2]
  }

  @Test(arguments: 0..<3) func learnsAKnownFunction(_ seed: Int) {
    let codes = LearnedSamples.uniform(seed: seed, 3000, 5)
    let model = GradientBoostedTrees(
      codes: codes.rows(0..<2000), target: (0..<2000).map { known(codes.row($0)) })
    let expected = (2000..<3000).map { known(codes.row($0)) }
    let rSquared = coefficientOfDetermination(
      of: model.predictions(codes.rows(2000..<3000)), for: expected)
    #expect(rSquared > 0.95, "seed \(seed): \(rSquared)")
    #expect(abs(model.importances.reduce(0, +) - 1) < 1e-12, "seed \(seed)")
    #expect(model.importances[3] + model.importances[4] < 0.01, "seed \(seed)")
    #expect(model.importances.prefix(3).allSatisfy { $0 > 0.02 }, "seed \(seed)")
  }

  /// The best first split by trying every border, against the tree's.
  @Test(arguments: 0..<20) func splitsWherePlainSearchDoes(_ seed: Int) {
    var random = CounterRandom(testCase: seed)
    let count = random.integer(2...200)
    let codes = LearnedSamples.tensor(count, 3) { _, column in
      column == 2 ? Double(random.integer(0...3)) : random.nextUniform()
    }
    let target = random.gaussians(count)
    let model = GradientBoostedTrees(
      codes: codes, target: target,
      configuration: .init(treeCount: 1, depth: 1, learningRate: 1))
    let total = squares(target)
    var smallest = total
    for column in 0..<3 {
      let values = LearnedSamples.column(column, of: codes)
      for border in Set(values) {
        let left = zip(values, target).filter { $0.0 <= border }.map(\.1)
        let right = zip(values, target).filter { $0.0 > border }.map(\.1)
        smallest = min(smallest, squares(left) + squares(right))
      }
    }
    let left = zip(model.predictions(codes), target).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    #expect(abs(left - smallest) < 1e-9 * total, "seed \(seed)")
  }

  private func squares(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + ($1 - values.mean) * ($1 - values.mean) }
  }

  /// Two halves explained by one split each: the importances are the shares of the sum of squares.
  @Test func importancesAreSharesOfTheReduction() {
    let codes = LearnedSamples.tensor(400, 3) { row, column in
      [Double(row % 2), Double(row / 2 % 2), 0.5][column]
    }
    let target = (0..<400).map { row -> Double in
      [0.0, 3.0, 4.0, 7.0][row % 4]
    }
    let model = GradientBoostedTrees(codes: codes, target: target)
    #expect(abs(model.importances[0] - 9.0 / 25) < 1e-9)
    #expect(abs(model.importances[1] - 16.0 / 25) < 1e-9)
    #expect(model.importances[2] == 0)
    // 0.9^100 = 2.7e-5 of the distance to the mean, at most 3.5, is left.
    let worst = zip(model.predictions(codes), target).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst < 1e-4)
  }

  @Test func degenerateSamplesGiveTheMean() {
    let constant = Tensor(repeating: 0.1, shape: [50, 2])
    let target = (0..<50).map { Double($0) }
    let blind = GradientBoostedTrees(codes: constant, target: target)
    #expect(blind.importances == [0, 0])
    #expect(blind.predictions(constant).allSatisfy { abs($0 - 24.5) < 1e-12 })

    let codes = LearnedSamples.uniform(seed: 1, 50, 2)
    let flat = GradientBoostedTrees(codes: codes, target: Array(repeating: 0.1, count: 50))
    #expect(flat.importances == [0, 0])
    #expect(flat.predictions(codes).allSatisfy { abs($0 - 0.1) < 1e-12 })

    let one = GradientBoostedTrees(codes: Tensor(shape: [1, 1], elements: [2]), target: [7])
    #expect(one.predictions(constant.rows(0..<1).reshaped(to: [2, 1])) == [7, 7])
    let none = GradientBoostedTrees(codes: Tensor(shape: [0, 1], elements: []), target: [])
    #expect(none.predictions(Tensor(shape: [1, 1], elements: [1])) == [0])
    let noColumns = GradientBoostedTrees(
      codes: Tensor(shape: [3, 0], elements: []), target: [1, 2, 6])
    #expect(noColumns.predictions(Tensor(shape: [1, 0], elements: [])) == [3])
  }

  @Test func entriesThatAreNoNumbersAreAverage() {
    let codes = Tensor(shape: [4, 1], elements: [0, .nan, 1, .infinity])
    #expect(SampleTable(codes).columns == [[0, 0.5, 1, 0.5]])
    let model = GradientBoostedTrees(codes: codes, target: [0, .nan, 1, 0.5])
    #expect(model.predictions(codes).allSatisfy { $0.isFinite })
  }

  /// More values than bins: every bin holds its share of the samples, ties stay together.
  @Test(arguments: 0..<10) func binsAreFairAndOrdered(_ seed: Int) {
    var random = CounterRandom(testCase: seed)
    let tied = random.integer(0...1500)
    let values = (0..<3000).map { $0 < tied ? 0 : random.nextGaussian() }
    let table = SampleTable(rowCount: 3000, columns: [values])
    let features = BinnedFeatures(table, binCount: 100)
    let thresholds = features.thresholds[0]
    #expect(thresholds.count < 100, "seed \(seed)")
    #expect(thresholds == thresholds.sorted(), "seed \(seed)")
    var counts = [Int](repeating: 0, count: 100)
    for (value, bin) in zip(values, features.bins[0]) {
      let below = thresholds.count { $0 < value }
      #expect(Int(bin) == below, "seed \(seed)")
      if value != 0 { counts[Int(bin)] += 1 }
    }
    let fullest = counts.max() ?? 0
    #expect(fullest <= 31, "seed \(seed): \(counts)")
  }
}
