import Tensors
import Testing

@testable import Simulations

@Suite("Simulator of the fluid")
struct FluidSimulatorTests {
  /// Few sweeps: what is tested here does not depend on equilibrium.
  private var quick: FluidSampling {
    var sampling = FluidSampling()
    sampling.model.sweepCount = 30
    return sampling
  }

  @Test(arguments: FluidRepresentation.allCases, FluidDisturbance.Form.allCases)
  func keepsTheContract(representation: FluidRepresentation, form: FluidDisturbance.Form) {
    var sampling = quick
    sampling.representation = representation
    sampling.disturbance.form = form
    guard sampling.problem == nil else {
      #expect(form == .missing && representation != .distances)
      return
    }
    assertSimulatorContract(
      { FluidSimulator(count: 27, seed: $0, sampling: sampling) }, elements: -0.2...14.5,
      factors: [0.1...1])
  }

  @Test(arguments: ParticleOrder.allCases) func keepsTheContractInEveryOrder(order: ParticleOrder) {
    var sampling = quick
    sampling.order = order
    assertSimulatorContract(
      { FluidSimulator(count: 11, seed: $0, sampling: sampling) }, elements: 0...14.2,
      factors: [0.1...1])
  }

  @Test(arguments: ParticleOrder.allCases) func particlesAreInTheirOrder(order: ParticleOrder) {
    var sampling = quick
    sampling.order = order
    sampling.representation = .coordinates
    let simulator = FluidSimulator(count: 16, seed: 3, sampling: sampling)
    let samples = simulator.samples(0..<16)
    let configurations = simulator.configurations(0..<16)
    for row in 0..<16 {
      let places = (0..<30).map { SIMD2(samples.row(row).dropFirst(2 * $0).prefix(2)) }
      let keys: [Float] = places.map {
        switch order {
        case .horizontal: $0.x
        case .height: $0.y
        case .corner: ($0 * $0).sum()
        case .random: 0
        }
      }
      #expect(keys == keys.sorted())
      let expected = configurations[row].map { SIMD2<Float>($0) }
      #expect(Set(places) == Set(expected))
      if order == .random { #expect(places != expected) }
    }
  }

  @Test func aDistanceMatrixIsThatOfItsParticles() {
    var sampling = quick
    let matrices = FluidSimulator(count: 3, seed: 3, sampling: sampling).samples(0..<3)
    sampling.representation = .coordinates
    let places = FluidSimulator(count: 3, seed: 3, sampling: sampling).samples(0..<3)
    for row in 0..<3 {
      let (matrix, place) = (Array(matrices.row(row)), Array(places.row(row)))
      for first in 0..<30 {
        for second in 0..<30 {
          let dx = place[2 * first] - place[2 * second]
          let dy = place[2 * first + 1] - place[2 * second + 1]
          let expected = (dx * dx + dy * dy).squareRoot()
          let found = matrix[30 * first + second]
          #expect(abs(found - expected) < 1e-5)
        }
      }
    }
  }

  @Test func everyParticleIsInOneCell() {
    var sampling = quick
    sampling.representation = .occupancy
    let grids = FluidSimulator(count: 8, seed: 3, sampling: sampling).samples(0..<8)
    for row in 0..<8 { #expect(grids.row(row).reduce(0, +) == 30) }
    sampling.representation = .coordinates
    let places = FluidSimulator(count: 8, seed: 3, sampling: sampling).samples(0..<8)
    // The first row of the grid is the top of the box.
    let (x, y) = (places.row(5)[places.row(5).startIndex], Array(places.row(5))[1])
    let cell = (31 - Int(y * 3.2)) * 32 + Int(x * 3.2)
    #expect(Array(grids.row(5))[cell] >= 1)
  }

  /// A quarter of the 60 x 4 / 870 pairs changes by half the mean squared displacement each: 1.8e-3.
  @Test func corruptionMovesFourParticlesALittle() {
    var sampling = quick
    sampling.disturbance.isOrderedAfter = false
    sampling.representation = .coordinates
    let intact = FluidSimulator(count: 400, seed: 3, sampling: sampling).samples(0..<400)
    sampling.disturbance.form = .corrupted
    let corrupted = FluidSimulator(count: 400, seed: 3, sampling: sampling).samples(0..<400)
    var sum = 0.0
    for row in 0..<400 {
      let shifts = zip(intact.row(row), corrupted.row(row)).map { Double($1 - $0) }
      let squares = (0..<30).map { particle -> Double in
        let (dx, dy) = (shifts[2 * particle], shifts[2 * particle + 1])
        return dx * dx + dy * dy
      }
      #expect(squares.count { $0 > 0 } == 4)
      #expect(squares.allSatisfy { $0 < 0.04004 })
      sum += squares.reduce(0, +)
    }
    // The mean of s^2 for s uniform in 0...0.2.
    #expect(abs(sum / 1600 / (0.04 / 3) - 1) < 0.1)
  }

  @Test func aHoleIsASquareAndItsMirrorImage() {
    var sampling = quick
    let intact = FluidSimulator(count: 40, seed: 3, sampling: sampling).samples(0..<40)
    sampling.disturbance.form = .missing
    sampling.disturbance.holeSize = 6
    let holed = FluidSimulator(count: 40, seed: 3, sampling: sampling).samples(0..<40)
    for row in 0..<40 {
      let (before, after) = (Array(intact.row(row)), Array(holed.row(row)))
      let missing = before.indices.filter { before[$0] != after[$0] }
      for element in missing {
        let (first, second) = (element / 30, element % 30)
        #expect(after[element] == 0 && after[30 * second + first] == 0)
      }
      // Two squares that may overlap on the diagonal, where nothing was to begin with.
      #expect(missing.count >= 30 && missing.count <= 72, "\(missing.count)")
    }
  }

  /// How much the matrices of the four gravities vary decides what an order is worth (300 each).
  @Test(arguments: [
    (ParticleOrder.horizontal, 1.90), (.corner, 2.36), (.height, 4.06), (.random, 5.18),
  ])
  func theVarianceOfAnOrderIsTheKnownOne(order: ParticleOrder, expected: Double) {
    var sampling = FluidSampling()
    sampling.order = order
    let count = 240
    let samples = FluidSimulator(count: count, seed: 2, sampling: sampling).samples(0..<count)
    var sums = [Double](repeating: 0, count: 900)
    var squares = sums
    for row in 0..<count {
      for (place, element) in samples.row(row).enumerated() {
        sums[place] += Double(element)
        squares[place] += Double(element) * Double(element)
      }
    }
    let total = zip(sums, squares).reduce(0) { $0 + $1.1 - $1.0 * $1.0 / Double(count) }
    let variance = total / Double(count - 1) / 870
    #expect(abs(variance / expected - 1) < 0.06, "\(variance)")
  }
}
