import Analysis
import Datasets
import Models
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

@Suite struct HeldOutAssessmentTests {
  /// The samples beyond the first twelve thousand vary along another axis, which only a fit to all of them finds.
  private func data() -> Dataset {
    var random = CounterRandom(testCase: 4)
    let count = 30_000
    let samples = Tensor(shape: [count, 1, 3, 1]) { elements in
      for row in 0..<count {
        let scales: [Double] = row < 12_000 ? [2, 0.1, 0.1] : [0.1, 3, 0.1]
        for column in 0..<3 {
          elements[3 * row + column] = Float(scales[column] * random.nextGaussian())
        }
      }
    }
    return Dataset(
      description: DataDescription(
        name: "drifting", kind: .curve, shape: [1, 3, 1], unit: "", factors: []),
      samples: samples, factors: Tensor(shape: [count, 0], elements: []))
  }

  @Test func componentsAreThoseOfTheWholeTrainingPart() throws {
    let data = data()
    let linear = try LinearModel(mean: [0, 0, 0], directions: [[0, 1, 0]]).described(
      data.description, transform: PixelTransform(mode: .identity))
    let split = DatasetSplit(count: data.count, seed: 7)
    #expect(split.training.count > 20_000)
    var facts = linear.facts
    facts.statistics = LatentStatistics(
      measuring: linear.model.encode(data.samples(Array(0..<100))), codeCount: 4,
      latents: linear.model.latents)
    let found = try HeldOutAssessment(
      of: DescribedModel(linear.model, facts: facts), on: data, splitSeed: 7)
    #expect(found.sampleCount == split.test.count && found.latentCount == 1)
    // By hand: the projection on the axis with the largest variance over the training samples.
    let training = split.training.map { Array(data.samples([$0]).elements) }
    let means = (0..<3).map { axis in
      training.reduce(0.0) { $0 + Double($1[axis]) } / Double(training.count)
    }
    let test = split.test.map { Array(data.samples([$0]).elements) }
    let rest = [0, 2].reduce(0.0) { sum, axis in
      sum
        + test.reduce(0.0) {
          $0 + (Double($1[axis]) - means[axis]) * (Double($1[axis]) - means[axis])
        }
    }
    let expected = rest / Double(3 * test.count)
    #expect(abs(found.principalError / expected - 1) < 0.01, "\(found) \(expected)")
    #expect(abs(found.squaredError / expected - 1) < 0.01)
  }
}
