import TestSupport
import Tensors
import Testing

@testable import Analysis

struct SparseLinearRegressionTests {
  private func samples(_ seed: Int, noise: Double) -> (codes: Tensor, target: [Double]) {
    var random = CounterRandom(testCase: seed)
    let codes = LearnedSamples.tensor(500, 4) { _, column in
      Double(column + 1) * random.nextGaussian() + 10
    }
    let target = (0..<500).map { row in
      5 + 2 * Double(codes[row, 0]) - Double(codes[row, 1]) + noise * random.nextGaussian()
    }
    return (codes, target)
  }

  @Test(arguments: 0..<5) func withoutPenaltyItIsLeastSquares(_ seed: Int) {
    let (codes, target) = samples(seed, noise: 0)
    let model = SparseLinearRegression(codes: codes, target: target, penalty: 0)
    #expect(model.isConverged)
    let worst = zip(model.predictions(codes), target).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst < 1e-7, "seed \(seed): \(worst)")
  }

  /// At the minimum the slope of the squared error is the penalty against the sign of a coefficient, and no more
  /// than the penalty where the coefficient is zero.
  @Test(arguments: 0..<10) func meetsTheConditionsOfTheMinimum(_ seed: Int) {
    let (codes, target) = samples(seed, noise: 1)
    let penalty = 0.08
    let model = SparseLinearRegression(codes: codes, target: target, penalty: penalty)
    let table = SampleTable(codes)
    let goal = SampleTable(rowCount: 500, columns: [target])
    let columns = Standardization(table).applied(to: table).columns
    let values = Standardization(goal).applied(to: goal).columns[0]
    let residuals = values.indices.map { row in
      values[row] - zip(model.coefficients, columns).reduce(0) { $0 + $1.0 * $1.1[row] }
    }
    for (coefficient, column) in zip(model.coefficients, columns) {
      let slope = zip(column, residuals).map { $0 * $1 }.mean
      if coefficient == 0 {
        #expect(abs(slope) <= penalty + 1e-9, "seed \(seed)")
      } else {
        #expect(abs(slope - (coefficient > 0 ? penalty : -penalty)) < 1e-9, "seed \(seed)")
      }
    }
    #expect(model.coefficients[2...] == [0, 0], "seed \(seed)")
  }

  @Test func constantsAndCopiesGiveFiniteCoefficients() {
    let codes = LearnedSamples.tensor(30, 3) { row, column in column == 2 ? 0.1 : Double(row) }
    let model = SparseLinearRegression(codes: codes, target: (0..<30).map { Double($0) })
    #expect(model.coefficients[2] == 0)
    #expect(abs(model.coefficients[0] + model.coefficients[1] - 0.99) < 1e-9)
    let flat = SparseLinearRegression(codes: codes, target: Array(repeating: 0.1, count: 30))
    #expect(flat.coefficients == [0, 0, 0])
    #expect(flat.predictions(codes).allSatisfy { abs($0 - 0.1) < 1e-12 })
  }
}
