import Tensors
import TestSupport
import Testing

@testable import Analysis

struct RepulsionTests {
  /// A map of 2000 points in five blobs after a hundred iterations.
  private static let map: (embedding: [Double], affinities: Affinities)? = {
    guard let map = try? TSNE(points: MadeUpPoints.blobs(2000, 10, seed: 4)) else { return nil }
    for _ in 0..<100 { map.step() }
    return (map.embedding.elements.map(Double.init), map.affinities)
  }()

  @Test(arguments: [
    (TSNEGradientMethod.barnesHut(angle: 0), 1e-12, 1e-12),
    (.barnesHut(angle: 0.5), 3e-2, 1e-3), (.interpolation, 5e-3, 1e-3),
  ])
  func approximationsAgreeWithThePairs(
    method: TSNEGradientMethod, gradientLimit: Double, normalizationLimit: Double
  ) throws {
    let map = try #require(Self.map)
    let exact = TSNEObjective(embedding: map.embedding, affinities: map.affinities)
    let found = TSNEObjective(
      embedding: map.embedding, affinities: map.affinities, method: method)
    #expect(relativeError(found.gradient, from: exact.gradient) < gradientLimit)
    #expect(abs(found.normalization / exact.normalization - 1) < normalizationLimit)
  }

  /// The repulsion of a cloud, pair by pair and by interpolation.
  @Test(arguments: [1e-9, 1e-4, 0.1, 1, 5, 20, 60])
  func interpolationHoldsForMapsOfEverySize(deviation: Double) throws {
    let cloud = MadeUpPoints.cloud(700, 2, seed: 5, deviation: deviation)
    let positions = SharedBuffer(cloud.elements)
    let forces = SharedBuffer<Float>(repeating: 0, count: 1400)
    let repulsion = InterpolatedRepulsion(pointCount: 700, team: WorkerTeam(count: 2))
    let total = try #require(repulsion.evaluate(positions, into: forces) { false })
    let precise = SharedBuffer(cloud.elements.map(Double.init))
    let expected = SharedBuffer<Double>(repeating: 0, count: 1400)
    let expectedTotal = try #require(
      ExactRepulsion.evaluate(precise, into: expected, team: WorkerTeam(count: 2)) { false })
    let error = relativeError(forces.elements.map(Double.init), from: Array(expected.elements))
    // In wide maps of few points all similarity is that of close pairs, which a grid resolves worst.
    #expect(error < (deviation > 10 ? 1.5e-2 : 5e-3))
    #expect(abs(total / expectedTotal - 1) < (deviation > 10 ? 1e-2 : 1e-3))
    let fast = try #require(
      ExactRepulsion.normalization(positions, team: WorkerTeam(count: 2)) { false })
    #expect(abs(fast / expectedTotal - 1) < 1e-6)
  }

  @Test(arguments: [
    TSNEGradientMethod.exact, .barnesHut(angle: 0), .interpolation,
  ]) func forcesSumToZero(method: TSNEGradientMethod) throws {
    let map = try #require(Self.map)
    let objective = TSNEObjective(
      embedding: map.embedding, affinities: map.affinities, method: method)
    let total = objective.gradient.reduce(0) { $0 + abs($1) }
    for axis in 0..<2 {
      let sum = stride(from: axis, to: objective.gradient.count, by: 2).reduce(0) {
        $0 + objective.gradient[$1]
      }
      // Affinities, and the interpolated forces, are of single precision.
      #expect(abs(sum) < 1e-5 * total)
    }
  }

  /// The gradient is a quarter of the derivative of the cost.
  @Test(arguments: 0..<3) func gradientIsADerivative(seed: Int) throws {
    let points = MadeUpPoints.blobs(60, 4, seed: seed)
    let affinities = try Affinities(
      neighbors: NeighborIndex(points).neighbors(count: 15), perplexity: 5)
    var random = CounterRandom(testCase: seed)
    var map = random.gaussians(120)
    let gradient = TSNEObjective(embedding: map, affinities: affinities).gradient
    for coordinate in [0, 17, 64, 119] {
      let place = map[coordinate]
      let costs = [-1e-4, 1e-4].map { shift in
        map[coordinate] = place + shift
        return TSNEObjective(embedding: map, affinities: affinities).cost
      }
      map[coordinate] = place
      let derivative = (costs[1] - costs[0]) / 2e-4
      #expect(abs(derivative - 4 * gradient[coordinate]) < 1e-6, "seed \(seed)")
    }
  }

  @Test func coincidentPointsDoNotRepelEachOther() throws {
    let positions = SharedBuffer<Double>(repeating: 2, count: 100)
    let forces = SharedBuffer<Double>(repeating: 1, count: 100)
    let total = BarnesHutRepulsion.evaluate(
      positions, angle: 0.5, into: forces, team: WorkerTeam(count: 1)
    ) { false }
    #expect(total == 2450)
    #expect(forces.elements.allSatisfy { $0 == 0 })
  }
}
