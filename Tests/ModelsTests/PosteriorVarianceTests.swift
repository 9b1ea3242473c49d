import Foundation
import Platform
import Tensors
import TestSupport
import Testing

@testable import Models

/// The floor of posterior standard deviations.
@Suite struct PosteriorVarianceTests {
  private let variance = PosteriorVariance(deviationFloor: 0.1)

  @Test func theVarianceIsThatOfTheHeadPlusTheFloor() {
    for head in stride(from: Float(-20), through: 10, by: 0.37) {
      let expected = exp(Double(min(max(head, -12), 6))) + 0.01
      #expect(abs(exp(Double(variance.logVariance(head))) / expected - 1) < 1e-5, "\(head)")
    }
    #expect(variance.logVariance(.nan).isNaN)
    #expect(PosteriorVariance().logVariance(-3.5) == -3.5)
  }

  @Test func gradientsAreCentralDifferences() {
    let family = GaussianLatents(variance: variance)
    var random = CounterRandom(testCase: 4)
    let (rows, latents) = (5, 3)
    let heads = (0..<rows).flatMap { _ in
      random.floats(latents, in: -2...2) + random.floats(latents, in: -7...1)
    }
    let noise = random.gaussians(rows * latents).map(Float.init)
    let weights = random.floats(rows * latents)
    let divergence = { (heads: [Float]) in
      LatentRun(heads, latents: latents).divergence(by: family).sums.reduce(0, +)
    }
    let draw = { (heads: [Float]) in
      zip(LatentRun(heads, noise: noise, latents: latents).draw(by: family), weights)
        .reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    }
    let differences = { (loss: ([Float]) -> Double) in
      heads.indices.map { index -> Double in
        var (above, below) = (heads, heads)
        above[index] += 0.01
        below[index] -= 0.01
        return (loss(above) - loss(below)) / Double(above[index] - below[index])
      }
    }
    let run = LatentRun(heads, noise: noise, latents: latents)
    #expect(
      largestDifference(run.divergence(by: family).gradient, from: differences(divergence)) < 2e-3)
    #expect(largestDifference(run.propagate(weights, by: family), from: differences(draw)) < 2e-3)
  }

  /// Even a network that asks for no noise at all gets that of the floor.
  @Test func theDivergenceIsBounded() {
    let free = LatentRun([0, -100], latents: 1).divergence(by: GaussianLatents()).sums[0]
    let bounded = LatentRun([0, -100], latents: 1)
      .divergence(by: GaussianLatents(variance: variance)).sums[0]
    #expect(abs(free - 5.5) < 0.01)
    // (s^2 - 1 - ln s^2) / 2 with s^2 = 0.01 + exp(-12).
    #expect(abs(bounded - 1.8076) < 0.001)
  }

  @Test func whatIsBoundIsTold() {
    #expect(PosteriorVariance().isBound(-12) && PosteriorVariance().isBound(6))
    #expect(!PosteriorVariance().isBound(-11.99))
    #expect(variance.isBound(variance.logVariance(-12)))
    #expect(!variance.isBound(2 * logf(0.11)))
  }

  @Test(arguments: [0, 0.05])
  func aFileKeepsTheFloor(floor: Double) throws {
    let variance = PosteriorVariance(deviationFloor: floor)
    for family in [
      GaussianLatents(variance: variance), TiedLatents(count: 2, width: 0.5, variance: variance),
    ] as [any LatentFamily] {
      let text = try JSONEncoder().encode(Latents(family))
      #expect(try JSONDecoder().decode(Latents.self, from: text) == Latents(family))
      #expect(String(decoding: text, as: UTF8.self).contains("deviationFloor") == (floor > 0))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        PosteriorVariance.self, from: Data(#"{"deviationFloor": -1}"#.utf8))
    }
  }
}
