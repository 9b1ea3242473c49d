import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Alignment, hull and rest of particles")
struct TumblerTests {
  @Test(arguments: 0..<40) func aMotionIsUndone(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let particles = madeUpParticles(&random, count: random.integer(3...30))
    let isMirrored = testCase % 2 == 1
    let other = moved(
      particles, by: random.nextGaussian(), shift: SIMD2(random.gaussians(2)),
      isMirrored: isMirrored)
    let aligned = PlanarAlignment(other, to: particles)
    #expect(aligned.rootMeanSquare < 1e-12 && aligned.isMirrored == isMirrored)
  }

  /// No turn of either image in steps of a degree is better than the closed form.
  @Test(arguments: 0..<10) func noTurnIsBetter(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let (a, b) = (madeUpParticles(&random, count: 8), madeUpParticles(&random, count: 8))
    let best = PlanarAlignment(a, to: b).rootMeanSquare
    let (centreA, centreB) = (a.reduce(.zero, +) / 8, b.reduce(.zero, +) / 8)
    for step in -180..<180 {
      for isMirrored in [false, true] {
        let turned = moved(
          a.map { $0 - centreA }, by: Double(step) / 10, shift: centreB, isMirrored: isMirrored)
        let squares = zip(turned, b).reduce(0) {
          let difference = $1.0 - $1.1
          return $0 + (difference * difference).sum()
        }
        #expect(best <= (squares / 8).squareRoot() + 1e-12)
      }
    }
  }

  /// Every point lies to the left of every edge, and every corner is a point.
  @Test(arguments: 0..<40) func theHullContainsEveryPoint(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let particles = madeUpParticles(&random, count: random.integer(3...30))
    let corners = ConvexHull.corners(of: particles + particles.prefix(3))
    #expect(corners.count >= 3 && corners.allSatisfy(particles.contains))
    for (index, corner) in corners.enumerated() {
      let edge = corners[(index + 1) % corners.count] - corner
      for particle in particles {
        let other = particle - corner
        #expect(edge.x * other.y - edge.y * other.x >= -1e-9)
      }
    }
  }

  /// The height of the centre of mass at rest is the smallest over all orientations.
  @Test(arguments: 0..<20) func nothingLiesLower(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let particles = madeUpParticles(&random, count: 12)
    let rest = Tumbler.rest(particles, middle: 5)
    let before = DistanceMatrix(of: particles).distances.elements
    let after = DistanceMatrix(of: rest).distances.elements
    #expect(zip(before, after).allSatisfy { abs($0 - $1) < 1e-9 })
    let heights = rest.map(\.y)
    #expect(heights.min() == 0 && heights.count { $0 < 1e-9 } >= 2, "two particles on the floor")
    #expect(abs((rest.map(\.x).min() ?? 0) + (rest.map(\.x).max() ?? 0) - 10) < 1e-9)
    let height = heights.reduce(0, +) / 12
    for step in 0..<2000 {
      // Tangents of half the angle: the steps are finest where the angle is small, on both sides of a half turn.
      let tangent = Double(step % 1000 - 500) / 100
      let turned = moved(
        step < 1000 ? particles : particles.map { -$0 }, by: tangent, shift: .zero,
        isMirrored: false
      ).map(\.y)
      let other = turned.reduce(0, +) / 12 - (turned.min() ?? 0)
      #expect(other >= height - 1e-9)
    }
  }

  @Test func degenerateConfigurationsLieAlongTheFloor() {
    #expect(Tumbler.rest([]).isEmpty)
    #expect(Tumbler.rest([SIMD2(3, 4)]) == [.zero])
    #expect(
      Tumbler.rest([SIMD2(3, 4), SIMD2(3, 4), SIMD2(3, 4)]) == Array(repeating: .zero, count: 3))
    let line = Tumbler.rest((0..<5).map { SIMD2(Double($0), 2 * Double($0)) })
    #expect(line.allSatisfy { abs($0.y) < 1e-9 })
    #expect(abs(abs(line[4].x - line[0].x) - 4 * 5.0.squareRoot()) < 1e-9)
    #expect(ConvexHull.corners(of: (0..<5).map { SIMD2(Double($0), Double($0)) }).count == 2)
  }
}
