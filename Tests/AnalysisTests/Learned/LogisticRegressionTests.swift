import TestSupport
import Tensors
import Testing

@testable import Analysis

struct LogisticRegressionTests {
  private func blobs(_ seed: Int, spread: Double) -> (codes: Tensor, labels: [Int]) {
    var random = CounterRandom(testCase: seed)
    let labels = (0..<300).map { _ in random.integer(0...3) }
    let codes = LearnedSamples.tensor(300, 3) { row, column in
      (column == labels[row] ? 3 : 0) + spread * random.nextGaussian()
    }
    return (codes, labels)
  }

  private func loss(_ codes: Tensor, _ labels: [Int], penalty: Double) -> MultinomialLoss {
    let table = SampleTable(codes)
    return MultinomialLoss(
      inputs: Standardization(table).applied(to: table).rowMajor, labels: labels,
      columnCount: 3, classCount: 4, penalty: penalty)
  }

  /// The slope of the loss along each parameter, by central differences.
  private func differences(_ loss: MultinomialLoss, at point: [Double]) -> [Double] {
    var unused = point
    return point.indices.map { index in
      var (above, below) = (point, point)
      above[index] += 1e-5
      below[index] -= 1e-5
      return (loss.evaluate(above, &unused) - loss.evaluate(below, &unused)) / 2e-5
    }
  }

  @Test(arguments: 0..<5) func gradientIsThatOfCentralDifferences(_ seed: Int) {
    let (codes, labels) = blobs(seed, spread: 1)
    let loss = loss(codes, labels, penalty: 30)
    var random = CounterRandom(testCase: seed + 100)
    let point = random.gaussians(loss.parameterCount)
    var gradient = point
    _ = loss.evaluate(point, &gradient)
    for (found, expected) in zip(gradient, differences(loss, at: point)) {
      #expect(abs(found - expected) < 1e-8, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<5) func solutionIsFlat(_ seed: Int) {
    let (codes, labels) = blobs(seed, spread: 1)
    let model = LogisticRegression(
      codes: codes, labels: labels, classCount: 4,
      configuration: .init(penalty: 2, gradientTolerance: 1e-8, iterationLimit: 500))
    #expect(model.isConverged, "seed \(seed)")
    let slopes = differences(loss(codes, labels, penalty: 2), at: model.parameters)
    #expect(slopes.allSatisfy { abs($0) < 1e-7 }, "seed \(seed): \(slopes)")
  }

  @Test func tellsBlobsApart() {
    let (codes, labels) = blobs(7, spread: 0.3)
    let model = LogisticRegression(codes: codes, labels: labels, classCount: 4)
    #expect(model.labels(codes) == labels)
    let probabilities = model.probabilities(codes)
    for row in 0..<300 { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-12) }
  }

  @Test func absentClassesAndBlindInputsGiveFrequencies() {
    let codes = LearnedSamples.tensor(10, 2) { _, _ in 0.1 }
    let labels = [1, 1, 1, 1, 1, 1, 3, 3, 3, 3]
    let model = LogisticRegression(codes: codes, labels: labels, classCount: 5)
    #expect(model.isConverged)
    for (found, expected) in zip(model.probabilities(codes).row(0), [0, 0.6, 0, 0.4, 0]) {
      #expect(abs(found - expected) < 1e-9)
    }
    let single = LogisticRegression(
      codes: Tensor(shape: [1, 1], elements: [3]), labels: [2], classCount: 3)
    #expect(single.labels(Tensor(shape: [2, 1], elements: [-1, 1])) == [2, 2])
  }

  /// A quadratic bowl of very unequal axes, whose minimum is known.
  @Test func searchFindsTheMinimumOfABowl() {
    let search = LimitedMemoryBFGS(gradientTolerance: 1e-9, iterationLimit: 200)
    let scales = [1.0, 10, 100, 1000, 0.1]
    let minimum = search.minimum(from: Array(repeating: 0, count: 5)) { point, gradient in
      for index in point.indices {
        gradient[index] = scales[index] * (point[index] - Double(index))
      }
      return zip(scales, zip(point, 0...)).reduce(0) { sum, item in
        let offset = item.1.0 - Double(item.1.1)
        return sum + item.0 * offset * offset / 2
      }
    }
    #expect(minimum.isConverged)
    for (index, entry) in minimum.point.enumerated() { #expect(abs(entry - Double(index)) < 1e-6) }
  }
}
