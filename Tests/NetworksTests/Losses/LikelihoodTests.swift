import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// The likelihoods against their densities, over blocks of any length.
@Suite struct LikelihoodTests {
  private static let lengths = [1, 15, 16, 17, 100, 1040, 3000]

  @Test(arguments: lengths) func gaussian(count: Int) {
    var random = CounterRandom(testCase: count)
    let targets = random.floats(count)
    let outputs = random.floats(count)
    for variance in [0.01, 0.5, 3] as [Float] {
      check(GaussianLikelihood(variance: variance), targets, outputs) {
        ReferenceLosses.gaussian($0, $1, variance: Double(variance))
      }
    }
  }

  @Test(arguments: lengths) func laplace(count: Int) {
    var random = CounterRandom(testCase: count)
    let targets = random.floats(count)
    // Far enough from the targets for central differences to give the slope.
    let outputs = targets.map {
      $0 + (random.integer(0...1) == 0 ? -1 : 1) * random.floats(1, in: 0.1...1)[0]
    }
    for scale in [0.3, 2] as [Float] {
      check(LaplaceLikelihood(scale: scale), targets, outputs) {
        ReferenceLosses.laplace($0, $1, scale: Double(scale))
      }
    }
    #expect(
      LikelihoodRun(LaplaceLikelihood(scale: 1), targets, targets).gradient.allSatisfy { $0 == 0 })
  }

  /// Rows of every length against each row alone, for every likelihood of the table.
  @Test(arguments: [1, 3, 15, 16, 17, 100]) func rowsAreSummedApart(count: Int) {
    var random = CounterRandom(testCase: 900 + count)
    let rows = 5
    let (targets, outputs) = (
      random.floats(rows * count, in: 0...1), random.floats(rows * count, in: 0.1...1)
    )
    for kind in LikelihoodRegistry.all {
      let likelihood = kind.init(
        settings: Dictionary(uniqueKeysWithValues: kind.settings.map { ($0.name, $0.defaultValue) })
      )
      let (target, output) = (FloatBuffer(targets), FloatBuffer(outputs))
      let (gradient, losses) = (FloatBuffer(count: rows * count), DoubleBuffer(count: rows))
      likelihood.negativeLogLikelihoods(
        of: target.pointer, output: output.pointer, gradient: gradient.pointer, weight: 0.5,
        rows: rows, elementCount: count, into: losses.pointer)
      for row in 0..<rows {
        let range = row * count..<(row + 1) * count
        let alone = LikelihoodRun(
          likelihood, Array(targets[range]), Array(outputs[range]), weight: 0.5)
        #expect(losses.elements[row] == alone.sum, "\(kind.name) row \(row)")
        #expect(Array(gradient.elements[range]) == alone.gradient, "\(kind.name) row \(row)")
      }
    }
  }

  @Test(arguments: lengths) func bernoulli(count: Int) {
    var random = CounterRandom(testCase: count)
    check(
      BernoulliLikelihood(), random.floats(count, in: 0...1), random.floats(count, in: -9...9),
      ReferenceLosses.bernoulli)
  }

  /// Weighted ones, by the definition and not by the program's rearrangement of it.
  @Test(arguments: lengths) func bernoulliWithWeightedOnes(count: Int) {
    var random = CounterRandom(testCase: 500 + count)
    for weight in [0.25, 33.1] as [Float] {
      check(
        BernoulliLikelihood(onesWeight: weight), random.floats(count, in: 0...1),
        random.floats(count, in: -9...9)
      ) { target, logit in
        let chance = 1 / (1 + exp(-logit))
        return -(Double(weight) * target * log(chance) + (1 - target) * log(1 - chance))
      }
    }
  }

  @Test func theWeightOfOnesIsKeptInFiles() throws {
    for likelihood in [BernoulliLikelihood(), BernoulliLikelihood(onesWeight: 4)] {
      let data = try JSONEncoder().encode(likelihood)
      #expect(try JSONDecoder().decode(BernoulliLikelihood.self, from: data) == likelihood)
    }
    #expect(
      try JSONDecoder().decode(BernoulliLikelihood.self, from: Data("{}".utf8)).onesWeight == 1)
  }

  @Test(arguments: lengths) func poissonOfCounts(count: Int) {
    var random = CounterRandom(testCase: count)
    let targets = (0..<count).map { _ in Float(random.integer(0...40)) }
    check(
      PoissonLikelihood(), targets, random.floats(count, in: -3...4), ReferenceLosses.poisson)
  }

  /// Noiseless data are expected counts, of any size.
  @Test(arguments: lengths) func poissonBetweenCounts(count: Int) {
    var random = CounterRandom(testCase: count)
    check(
      PoissonLikelihood(), random.floats(count, in: 0...1), random.floats(count, in: -3...1),
      ReferenceLosses.poisson)
  }

  @Test(arguments: lengths) func logarithmic(count: Int) {
    var random = CounterRandom(testCase: count)
    for offset in [1e-10, 0.1] as [Float] {
      check(
        LogarithmicLikelihood(offset: offset), random.floats(count, in: 0.001...1),
        random.floats(count, in: 0.001...1)
      ) {
        ReferenceLosses.logarithmic($0, $1, offset: Double(offset))
      }
    }
  }

  @Test func farLogitsStayFinite() {
    let run = LikelihoodRun(BernoulliLikelihood(), [1, 0, 1, 0], [80, -80, -80, 80])
    #expect(abs(run.sum - 160) < 1e-4)
    #expect(run.gradient == [0, run.gradient[1], -1, 1])
    #expect(run.gradient[1] >= 0 && run.gradient[1] < 1e-30)
  }

  @Test(arguments: 0..<5) func whatIsNoNumberShowsInTheSum(kind: Int) {
    let likelihoods: [any Likelihood] = [
      GaussianLikelihood(variance: 1), BernoulliLikelihood(), PoissonLikelihood(),
      LogarithmicLikelihood(), LaplaceLikelihood(scale: 0.5),
    ]
    for count in [3, 16, 20] {
      var (targets, outputs) = (
        [Float](repeating: 0.5, count: count), [Float](repeating: 0.5, count: count)
      )
      targets[count - 1] = .nan
      #expect(LikelihoodRun(likelihoods[kind], targets, outputs).sum.isNaN)
      targets[count - 1] = 0.5
      outputs[1] = .nan
      #expect(LikelihoodRun(likelihoods[kind], targets, outputs).sum.isNaN)
    }
  }

  @Test func registryFindsEveryKindByItsName() {
    for kind in LikelihoodRegistry.all {
      #expect(LikelihoodRegistry.likelihood(named: kind.name) == kind)
    }
    #expect(Set(LikelihoodRegistry.all.map { $0.name }).count == LikelihoodRegistry.all.count)
    #expect(LikelihoodRegistry.likelihood(named: "student") == nil)
  }

  private func check(
    _ likelihood: some Likelihood, _ targets: [Float], _ outputs: [Float],
    _ reference: (Double, Double) -> Double
  ) {
    let weight: Float = 0.25
    let run = LikelihoodRun(likelihood, targets, outputs, weight: weight)
    let pairs = zip(targets, outputs).map { (Double($0), Double($1)) }
    let terms = pairs.map { reference($0.0, $0.1) }
    let magnitude = terms.reduce(0) { $0 + abs($1) }
    #expect(abs(run.sum - terms.reduce(0, +)) < 1e-5 * magnitude, "\(likelihood)")
    let derivatives = pairs.map { target, output in
      Double(weight)
        * ReferenceLosses.derivative(at: output, step: 1e-6) { reference(target, $0) }
    }
    #expect(largestDifference(run.gradient, from: derivatives) < 1e-4, "\(likelihood)")
  }
}

/// A likelihood run on arrays, in memory that holds NaN past their end.
struct LikelihoodRun {
  let sum: Double
  let gradient: [Float]

  init(_ likelihood: any Likelihood, _ targets: [Float], _ outputs: [Float], weight: Float = 1) {
    let padding = [Float](repeating: .nan, count: Vector.scalarCount)
    let target = FloatBuffer(targets + padding)
    let output = FloatBuffer(outputs + padding)
    let gradient = FloatBuffer(count: targets.count)
    sum = likelihood.negativeLogLikelihood(
      of: target.pointer, output: output.pointer, gradient: gradient.pointer, weight: weight,
      count: targets.count)
    self.gradient = Array(gradient.elements)
  }
}
