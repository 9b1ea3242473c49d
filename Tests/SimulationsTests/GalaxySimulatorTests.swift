import Simulations
import Tensors
import Testing

@Suite("Galaxy simulator")
struct GalaxySimulatorTests {
  @Test(arguments: [true, false])
  func keepsTheContract(hasNoise: Bool) {
    assertSimulatorContract(
      { GalaxySimulator(count: 37, seed: $0, hasNoise: hasNoise) },
      elements: 0...25_000, factors: GalaxyRanges().all)
  }

  @Test func theFactorsDecideTheNoiselessStamp() {
    let simulator = GalaxySimulator(count: 5, seed: 3, hasNoise: false)
    let parameters = GalaxyParameters(factors: simulator.factors(of: 4))
    #expect(parameters == simulator.parameters(of: 4))
    #expect(
      simulator.samples(4..<5).elements
        == GalaxyRenderer().image(parameters).elements.map { max($0, 0) })
  }

  /// Two facts about the published ranges that decide how a loss must treat the data.
  @Test func almostAThirdOfAllPixelsIsZeroAndATwentiethOfTheFluxOffTheStamp() {
    let count = 2000
    let noisy = GalaxySimulator(count: count, seed: 7).samples(0..<count)
    let zeros = Double(noisy.elements.count { $0 == 0 }) / Double(noisy.count)
    #expect(abs(zeros - 0.309) < 0.01, "\(zeros)")

    let exact = GalaxySimulator(count: count, seed: 7, hasNoise: false)
    let samples = exact.samples(0..<count)
    let shares = (0..<count).map { index in
      Double(samples.row(index).reduce(0, +)) / exact.parameters(of: index).flux
    }
    let mean = shares.reduce(0, +) / Double(count)
    #expect(abs(mean - 0.945) < 0.005, "\(mean)")
    #expect((shares.min() ?? 0) > 0.6)
  }

  /// The trap of the published data is one noise stream for all images.
  ///
  /// Here the mean residual of every pixel over the images is as small as independent noise makes it.
  @Test func theNoiseOfDifferentStampsIsIndependent() {
    let count = 400
    let noisy = GalaxySimulator(count: count, seed: 9).samples(0..<count)
    let exact = GalaxySimulator(count: count, seed: 9, hasNoise: false).samples(0..<count)
    let pixels = 33 * 33
    var sums = [Double](repeating: 0, count: pixels)
    var variances = sums
    for (index, (counts, mean)) in zip(noisy.elements, exact.elements).enumerated() {
      sums[index % pixels] += Double(counts - mean)
      variances[index % pixels] += Double(max(mean, 0))
    }
    let total = zip(sums, variances).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
    // The average of 1089 squared standard normal variates.
    #expect(abs(total / Double(pixels) - 1) < 5 * (2 / Double(pixels)).squareRoot())
  }
}
