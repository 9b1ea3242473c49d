import Platform
import Tensors
import Testing

@testable import Analysis

struct InterpolationTests {
  private func norm(_ vector: [Float]) -> Double {
    vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  private func vectors(seed: UInt64) -> (start: [Float], end: [Float]) {
    var random = CounterRandom(seed: seed, stream: .exploration)
    let count = Int.random(in: 2...20, using: &random)
    return (
      (0..<count).map { _ in Float(random.nextGaussian()) },
      (0..<count).map { _ in Float(3 * random.nextGaussian()) }
    )
  }

  @Test(arguments: Interpolation.allCases) func endsAreExact(_ path: Interpolation) {
    for seed in 0..<50 {
      let (start, end) = vectors(seed: UInt64(seed))
      #expect(path.point(from: start, to: end, at: 0) == start)
      #expect(path.point(from: start, to: end, at: 1) == end)
      #expect(path.point(from: start, to: start, at: 0.3).count == start.count)
    }
  }

  @Test func linearIsTheWeightedMean() {
    #expect(Interpolation.linear.point(from: [0, 2], to: [4, -2], at: 0.25) == [1, 1])
  }

  /// Angle and norm both grow evenly, and the path stays in the plane of its ends.
  @Test(arguments: 0..<100) func sphericalTurnsAndGrowsEvenly(_ seed: UInt64) {
    let (start, end) = vectors(seed: seed)
    let whole = angle(start, end)
    for fraction in [0.1, 0.5, 0.75] {
      let point = Interpolation.spherical.point(from: start, to: end, at: fraction)
      let radius = (1 - fraction) * norm(start) + fraction * norm(end)
      #expect(abs(norm(point) / radius - 1) < 1e-5, "seed \(seed)")
      #expect(abs(angle(start, point) - fraction * whole) < 1e-5, "seed \(seed)")
      #expect(abs(angle(point, end) - (1 - fraction) * whole) < 1e-5, "seed \(seed)")
    }
  }

  @Test func reversedPathIsTheSamePath() {
    let (start, end) = vectors(seed: 5)
    let forward = Interpolation.spherical.point(from: start, to: end, at: 0.3)
    let backward = Interpolation.spherical.point(from: end, to: start, at: 0.7)
    for (left, right) in zip(forward, backward) { #expect(abs(left - right) < 1e-5) }
  }

  @Test func quarterTurn() {
    let point = Interpolation.spherical.point(from: [2, 0], to: [0, 2], at: 0.5)
    #expect(abs(point[0] - 2 * Float(0.5).squareRoot()) < 1e-6)
    #expect(abs(point[1] - 2 * Float(0.5).squareRoot()) < 1e-6)
  }

  @Test func originTakesTheOthersDirection() {
    #expect(Interpolation.spherical.point(from: [0, 0], to: [3, 4], at: 0.5) == [1.5, 2])
    #expect(Interpolation.spherical.point(from: [3, 4], to: [0, 0], at: 0.5) == [1.5, 2])
    #expect(Interpolation.spherical.point(from: [0, 0], to: [0, 0], at: 0.5) == [0, 0])
  }

  @Test func oppositeDirectionsGoAroundTheOrigin() {
    for end: [Float] in [[-3, -4, 0], [-3, -4, 1e-9], [-3.0000001, -4, 0]] {
      let middle = Interpolation.spherical.point(from: [3, 4, 0], to: end, at: 0.5)
      #expect(abs(norm(middle) - 5) < 1e-4)
      #expect(abs(middle[2] - 5) < 1e-4, "\(middle)")
    }
    let quarter = Interpolation.spherical.point(from: [1, 0], to: [-1, 0], at: 0.25)
    #expect(abs(quarter[0] - quarter[1]) < 1e-6 && quarter[0] > 0.7)
    #expect(Interpolation.spherical.point(from: [1], to: [-1], at: 0.25) == [0.5])
  }

  @Test func neighboursDoNotLoseTheirPlace() {
    let start: [Float] = [1, 2, 3]
    let end: [Float] = [1.0000001, 2, 3]
    let point = Interpolation.spherical.point(from: start, to: end, at: 0.5)
    for (left, right) in zip(point, start) { #expect(abs(left - right) < 1e-6) }
  }

  /// The angle by its sine and cosine, which is precise near 0 and pi too.
  private func angle(_ left: [Float], _ right: [Float]) -> Double {
    let (a, b) = (norm(left), norm(right))
    let difference = zip(left, right).map { Float(Double($0) / a - Double($1) / b) }
    let sum = zip(left, right).map { Float(Double($0) / a + Double($1) / b) }
    return 2 * atan2(norm(difference), norm(sum))
  }
}
