import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Nearest configuration of particles")
struct ConfigurationProjectionTests {
  @Test(arguments: 0..<20) func aValidConfigurationStaysAsItIs(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let particles = madeUpParticles(&random, count: 20, side: 6.5)
    let projection = ConfigurationProjection(
      DistanceMatrix(of: particles), boxLength: 10, smallestDistance: 0.79)
    #expect(projection.wasValid && projection.relaxed.isValid)
    #expect(projection.relaxed.sweepCount == 0 && projection.relaxed.displacement == 0)
    let aligned = PlanarAlignment(projection.relaxed.positions, to: particles)
    #expect(aligned.rootMeanSquare < 1e-9)
  }

  /// Whatever a decoder writes, there is a configuration of 30 particles without overlap near it.
  @Test(arguments: 0..<20) func aNoisyMatrixBecomesValid(testCase: Int) throws {
    var random = CounterRandom(testCase: testCase)
    let particles = madeUpParticles(&random, side: 8)
    let noise = Float(0.02 + 0.05 * Double(testCase))
    let elements = DistanceMatrix(of: particles).distances.elements.map {
      Float($0) + noise * Float(random.nextGaussian())
    }
    let matrix = try DistanceMatrix(decoded: elements, expectedCount: 30)
    let projection = ConfigurationProjection(matrix)
    #expect(projection.relaxed.isValid)
    #expect(ParticleEnergy.smallestDistance(projection.relaxed.positions) >= 0.9)
    #expect(projection.relaxed.positions.allSatisfy { $0.min() >= 0 && $0.max() <= 10 })
    #expect(projection.planar.residual <= projection.embedding.residual)
    #expect(projection.relaxed == ConfigurationProjection(matrix).relaxed, "no number is random")
  }

  /// The gradient of the squared misfit vanishes where the walk downhill ends.
  @Test(arguments: 0..<5) func theWalkEndsInAMinimum(testCase: Int) throws {
    var random = CounterRandom(testCase: testCase)
    let particles = madeUpParticles(&random, count: 10, side: 5)
    let elements = DistanceMatrix(of: particles).distances.elements.map {
      Float($0) + 0.3 * Float(random.nextGaussian())
    }
    let matrix = try DistanceMatrix(decoded: elements)
    let found = StressMinimization(
      matrix, from: PlanarEmbedding(matrix).positions, stepLimit: 10_000)
    func misfit(_ positions: [SIMD2<Double>]) -> Double {
      zip(DistanceMatrix(of: positions).distances.elements, matrix.distances.elements)
        .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    #expect(abs(misfit(found.positions) - 90 * found.residual * found.residual) < 1e-9)
    let least = misfit(found.positions)
    for point in 0..<10 {
      for axis in 0..<2 {
        for step in [-0.02, 0.02] {
          var other = found.positions
          other[point][axis] += step
          #expect(misfit(other) > least, "particle \(point) by \(step)")
        }
      }
    }
  }

  @Test func particlesAtOnePlaceAreSpread() throws {
    let heap = try DistanceMatrix(decoded: Array(repeating: 0, count: 900))
    let projection = ConfigurationProjection(heap)
    #expect(!projection.wasValid && projection.relaxed.isValid)
    #expect(projection.relaxed.sweepCount > 0 && projection.relaxed.displacement > 0)
    let far = try DistanceMatrix(decoded: (0..<900).map { $0 % 31 == 0 ? 0 : 1e30 })
    #expect(ConfigurationProjection(far).relaxed.positions.allSatisfy { $0.min() >= 0 })
    for count in 0...2 {
      let few = try DistanceMatrix(decoded: Array(repeating: 0, count: count * count))
      #expect(ConfigurationProjection(few).relaxed.isValid)
    }
  }

  /// Two discs of diameter 1 do not fit a box of side 0.5, and the limit says so.
  @Test func aCrowdedBoxIsNotValid() {
    let relaxed = OverlapRelaxation(
      [SIMD2(0.1, 0.1), SIMD2(0.2, 0.2)], boxLength: 0.5, smallestDistance: 1, sweepLimit: 50)
    #expect(!relaxed.isValid && relaxed.sweepCount == 50)
  }
}
