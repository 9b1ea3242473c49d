import Analysis
import Tensors
import TestSupport
import Testing

/// Particles from decoded matrices and coordinates, laid in their box.
@Suite struct RecoveredParticlesTests {
  private func elements(_ particles: [SIMD2<Double>]) -> [Float] {
    DistanceMatrix(of: particles).distances.elements.map { Float($0) }
  }

  @Test(arguments: 0..<20)
  func distancesComeBack(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let particles = madeUpParticles(&random, count: 3 + seed)
    let recovered = try RecoveredParticles(distances: elements(particles), boxLength: 10)
    let planarity = try #require(recovered.planarity)
    #expect(planarity.flatness > 1 - 1e-5 && planarity.misfit < 1e-5 && planarity.asymmetry == 0)
    for first in particles.indices {
      for second in particles.indices {
        let (a, b) = (
          particles[first] - particles[second],
          recovered.positions[first] - recovered.positions[second]
        )
        let difference = (a * a).sum().squareRoot() - (b * b).sum().squareRoot()
        #expect(abs(difference) < 1e-4, "seed \(seed)")
      }
    }
    // What no motion changes is that of the particles themselves.
    #expect(
      abs(recovered.pairEnergy - ParticleEnergy.total(particles, gravity: 0)) < 1e-2,
      "seed \(seed)")
    #expect(abs(recovered.smallestDistance - ParticleEnergy.smallestDistance(particles)) < 1e-4)
    #expect(!recovered.isCollinear)
  }

  @Test(arguments: 0..<20)
  func theyRestOnTheFloorInOrder(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let particles = madeUpParticles(&random).sorted { $0.x < $1.x }
    let recovered = try RecoveredParticles(distances: elements(particles), boxLength: 10)
    let x = recovered.positions.map(\.x)
    #expect(recovered.positions.map(\.y).min() == 0)
    #expect(abs((x.min() ?? 0) + (x.max() ?? 0) - 10) < 1e-9, "in the middle of the box")
    var trend = 0.0
    for (rank, place) in x.enumerated() { trend += (Double(rank) - 14.5) * place }
    #expect(trend >= 0, "seed \(seed)")
    // Another frame and a mirror leave the distances, and so the place in the box.
    let other = moved(
      particles, by: random.doubles(1)[0], shift: SIMD2(3, -8), isMirrored: seed % 2 == 0)
    let again = try RecoveredParticles(distances: elements(other), boxLength: 10)
    for (first, second) in zip(recovered.positions, again.positions) {
      let difference = first - second
      #expect((difference * difference).sum().squareRoot() < 1e-3, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<5)
  func noiseIsToldApart(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    var noisy = elements(madeUpParticles(&random))
    for row in 0..<30 {
      for column in 0..<row {
        let (symmetric, antisymmetric) = (
          Float(0.3 * random.nextGaussian()), Float(0.05 * random.nextGaussian())
        )
        noisy[row * 30 + column] += symmetric + antisymmetric
        noisy[column * 30 + row] += symmetric - antisymmetric
      }
    }
    let planarity = try #require(
      try RecoveredParticles(distances: noisy, boxLength: 10).planarity)
    // Halves of differences of two are the antisymmetric part; 435 of them tell its width to some percent.
    #expect(abs(planarity.asymmetry - 0.05) < 0.007, "seed \(seed): \(planarity.asymmetry)")
    // 0.685 in the mean over configurations for errors of 0.3.
    #expect(abs(planarity.flatness - 0.685) < 0.06, "seed \(seed): \(planarity.flatness)")
    #expect(planarity.misfit > 0.1 && planarity.misfit < 0.5, "seed \(seed)")
  }

  @Test func fewAndDegenerateParticlesHaveDefinedValues() throws {
    let one = try RecoveredParticles(distances: [0], boxLength: 10)
    #expect(one.positions == [SIMD2(5, 0)] && one.isCollinear && one.isValid)
    #expect(one.smallestDistance == .infinity && one.pairEnergy == 0)
    let two = try RecoveredParticles(distances: [0, 2, 2, 0], boxLength: 10)
    #expect(two.isCollinear && abs(two.smallestDistance - 2) < 1e-12)
    let line = (0..<5).map { SIMD2(1.5 * Double($0), 0.7 * Double($0)) }
    let laid = try RecoveredParticles(distances: elements(line), boxLength: 10)
    #expect(laid.isCollinear && laid.positions.allSatisfy { $0.y < 0.05 })
    let stacked = try RecoveredParticles(
      distances: Array(repeating: 0, count: 16), boxLength: 10)
    #expect(stacked.overlapCount == 6 && stacked.pairEnergy == 6 && stacked.isCollinear)
    let far = try RecoveredParticles(
      distances: [0, 3e38, 3e38, 3e38, 0, 3e38, 3e38, 3e38, 0], boxLength: 10)
    #expect(far.outsideCount > 0 && far.pairEnergy.isFinite && !far.isCollinear)
    let negative = try RecoveredParticles(
      distances: Array(repeating: -4, count: 9), boxLength: 10)
    #expect(negative.overlapCount == 3)
  }

  @Test func coordinatesStayWhereTheyAre() throws {
    let recovered = try RecoveredParticles(
      coordinates: [1, 2, 3, 4, 11, 0.5, 1.5, 2], expectedCount: 4, boxLength: 10)
    #expect(recovered.positions[2] == SIMD2(11, 0.5) && recovered.planarity == nil)
    #expect(recovered.outsideCount == 1 && recovered.overlapCount == 1 && !recovered.isValid)
    #expect(recovered.meanHeight == 2.125)
  }

  @Test func whatIsNoMatrixIsSaidInOneLine() {
    func message(_ elements: [Float], count: Int? = nil) -> String {
      do throws(GeometryError) {
        _ = try RecoveredParticles(distances: elements, expectedCount: count, boxLength: 10)
        return "none"
      } catch { return "\(error)" }
    }
    #expect(
      message([0, 1, 1]) == "distance matrix: expected as many rows as columns, found 3 elements")
    #expect(
      message([0, 1, 1, 0], count: 3) == "distance matrix: expected 3 particles, found 2")
    #expect(
      message([0, .infinity, 1, 0])
        == "distance matrix: row 0, column 1: expected a finite number, found inf")
    #expect(throws: GeometryError.wrongCoordinateCount(expected: 6, found: 4)) {
      try RecoveredParticles(coordinates: [1, 2, 3, 4], expectedCount: 3, boxLength: 10)
    }
    let failure = Result { () throws(GeometryError) in
      try RecoveredParticles(coordinates: [1, 2, .nan, 4], boxLength: 10)
    }
    guard case .failure(let error) = failure else {
      Issue.record("expected an error, found \(failure)")
      return
    }
    #expect("\(error)" == "particle 1: expected finite coordinates, found nan")
  }
}
