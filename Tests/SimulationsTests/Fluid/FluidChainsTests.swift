import Platform
import Tensors
import TestSupport
import Testing

@testable import Simulations

/// Eight chains side by side against one alone, and what they are made of.
@Suite("Chains of the fluid")
struct FluidChainsTests {
  @Test(arguments: 0..<20) func lanesDrawTheWordsOfTheirRows(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let seed = random.next()
    let step = random.integer(0...Int(UInt32.max))
    let block = random.integer(0...3)
    var rows = SIMD8<UInt64>.zero
    for lane in 0..<8 { rows[lane] = UInt64(random.nextWord()) }
    let found = RandomLanes(seed: seed, stream: .measurement, rows: rows).block(block, step: step)
    for lane in 0..<8 {
      var alone = CounterRandom(
        seed: seed, stream: .measurement, step: step, row: Int(rows[lane]))
      for _ in 0..<4 * block { _ = alone.nextWord() }
      let expected = (0..<4).map { _ in UInt64(alone.nextWord()) }
      #expect(
        [found.first[lane], found.second[lane], found.third[lane], found.fourth[lane]] == expected,
        "lane \(lane)")
    }
  }

  @Test func uniformVariatesAreTheMiddlesOfTheirIntervals() {
    let words = SIMD8<UInt64>(0, 1, 2, 1 << 31, (1 << 31) - 1, 0xFFFF_FFFF, 77, 1 << 20)
    let found = RandomLanes.uniform(words)
    for lane in 0..<8 { #expect(found[lane] == (Double(words[lane]) + 0.5) / 4_294_967_296) }
  }

  @Test(arguments: 0..<50) func boltzmannFactorsAreExponentials(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let x = SIMD8(random.doubles(8, in: -700...0))
    let found = boltzmannFactor(x)
    for lane in 0..<8 { #expect(abs(found[lane] / exp(x[lane]) - 1) < 1e-8, "exp(\(x[lane]))") }
    #expect(boltzmannFactor(.zero) == SIMD8(repeating: 1))
  }

  /// The same moves are accepted unless a draw lies within rounding of its threshold.
  @Test(arguments: PairPotential.allCases) func aLaneWalksAsAChainAlone(potential: PairPotential) {
    var model = FluidModel()
    model.potential = potential
    model.particleCount = 12
    model.boxLength = 6
    model.sweepCount = 25
    let gravities = [0.1, 0.4, 0.7, 1, 2]
    let workspace = FluidWorkspace(particleCount: 12)
    workspace.runChains(model, gravities: gravities[...], seed: 5, firstIndex: 40)
    for (lane, gravity) in gravities.enumerated() {
      let expected = scalarChain(model, gravity: gravity, seed: 5, row: 40 + lane)
      for (found, expected) in zip(workspace.positions(of: lane), expected) {
        #expect(abs(found.x - expected.x) < 1e-9 && abs(found.y - expected.y) < 1e-9)
      }
    }
  }

  @Test func everyRandomStartHasAnEnergyAndRelaxes() {
    var sampling = FluidSampling()
    sampling.model.sweepCount = 0
    let starts = FluidSimulator(count: 10_000, seed: 8, sampling: sampling)
      .configurations(0..<10_000)
    let model = sampling.model
    #expect(starts.allSatisfy { model.energy(of: $0, gravity: 1).isFinite })
    sampling.model.sweepCount = 20
    let relaxed = FluidSimulator(count: 10_000, seed: 8, sampling: sampling)
      .configurations(0..<10_000)
    #expect(relaxed.allSatisfy { model.energy(of: $0, gravity: 1) < 1e4 })
    #expect(relaxed.joined().allSatisfy { $0.min() >= 0 && $0.max() <= 10 })
  }

  /// Nothing distinguishes particles that lie on one another, but nothing must stop either.
  @Test func particlesAtOnePlaceHaveAFiniteEnergy() {
    for potential in PairPotential.allCases {
      #expect(potential.energy(of: Array(repeating: SIMD2(1, 1), count: 30)).isFinite)
    }
  }
}
