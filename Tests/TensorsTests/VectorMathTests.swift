import Platform
import Tensors
import TestSupport
import Testing

/// Elementary functions against libm in Double.
@Suite struct VectorMathTests {
  /// The largest error over random points, in units of the last place of the exact result.
  private func largestError(
    at points: [Float], _ function: (Vector) -> Vector, _ exact: (Double) -> Double
  ) -> Double {
    var largest = 0.0
    for start in stride(from: 0, to: points.count, by: Vector.scalarCount) {
      let x = Vector(points[start..<start + Vector.scalarCount])
      let y = function(x)
      for lane in 0..<Vector.scalarCount {
        let expected = exact(Double(x[lane]))
        let place = Double(max(Float(expected).ulp, Float.leastNormalMagnitude))
        let error = abs(Double(y[lane]) - expected) / place
        largest = error.isNaN ? .infinity : max(largest, error)
      }
    }
    return largest
  }

  /// Points whose magnitudes are spread evenly over powers of ten, of both signs.
  private func magnitudes(_ exponents: ClosedRange<Double>, seed: Int) -> [Float] {
    var random = CounterRandom(testCase: seed)
    return (0..<8_000).map { _ in
      let exponent = random.doubles(1, in: exponents)[0]
      return Float(pow(10, exponent)) * (random.nextUniform() < 0.5 ? -1 : 1)
    }
  }

  private func points(_ range: ClosedRange<Float>, seed: Int) -> [Float] {
    var random = CounterRandom(testCase: seed)
    return random.floats(16_000, in: range)
  }

  @Test func exponential() {
    #expect(largestError(at: points(-87...88, seed: 1), VectorMath.exponential, exp) < 2)
    #expect(largestError(at: magnitudes(-9...0, seed: 2), VectorMath.exponential, exp) < 2)
  }

  @Test func logarithm() {
    let wide = magnitudes(-37...38, seed: 3).map(abs)
    #expect(largestError(at: wide, VectorMath.logarithm, log) < 2)
    #expect(largestError(at: points(0.5...2, seed: 4), VectorMath.logarithm, log) < 2)
  }

  @Test func sigmoid() {
    let exact = { (x: Double) in 1 / (1 + exp(-x)) }
    #expect(largestError(at: points(-80...80, seed: 5), VectorMath.sigmoid, exact) < 4)
    #expect(largestError(at: magnitudes(-9...0, seed: 6), VectorMath.sigmoid, exact) < 4)
  }

  @Test func softplus() {
    let exact = { (x: Double) in max(x, 0) + log1p(exp(-abs(x))) }
    #expect(largestError(at: points(-80...80, seed: 7), VectorMath.softplus, exact) < 4)
    #expect(largestError(at: points(-4...4, seed: 8), VectorMath.softplus, exact) < 4)
  }

  @Test func tangent() {
    // Just above 0.2 the result is the difference of one and 0.8, whose places are four times as wide.
    #expect(largestError(at: points(-20...20, seed: 9), VectorMath.tangent, tanh) < 8)
    #expect(largestError(at: magnitudes(-9...0, seed: 10), VectorMath.tangent, tanh) < 8)
  }

  @Test func farEndsSaturate() {
    for x in [100, 1e4, 1e30, .infinity] as [Float] {
      let far = Vector(repeating: x)
      #expect(VectorMath.exponential(far)[0] > 1e38 && VectorMath.exponential(far)[0].isFinite)
      #expect(VectorMath.exponential(-far)[0] >= 0 && VectorMath.exponential(-far)[0] < 2e-38)
      #expect(VectorMath.sigmoid(far)[0] == 1)
      #expect(VectorMath.sigmoid(-far)[0] >= 0 && VectorMath.sigmoid(-far)[0] < 2e-38)
      #expect(VectorMath.softplus(far)[0] == x)
      #expect(VectorMath.softplus(-far)[0] >= 0 && VectorMath.softplus(-far)[0] < 2e-38)
      #expect(VectorMath.tangent(far)[0] == 1)
      #expect(VectorMath.tangent(-far)[0] == -1)
    }
  }

  @Test func whatIsNoNumberStaysNone() {
    let none = Vector(repeating: .nan)
    #expect(VectorMath.exponential(none)[0].isNaN)
    #expect(VectorMath.logarithm(none)[0].isNaN)
    #expect(VectorMath.sigmoid(none)[0].isNaN)
    #expect(VectorMath.softplus(none)[0].isNaN)
    #expect(VectorMath.tangent(none)[0].isNaN)
  }

  @Test func logarithmOutsideItsDomainIsNoNumber() {
    for x in [-1, -1e-30, 0, -.infinity, .infinity] as [Float] {
      #expect(VectorMath.logarithm(Vector(repeating: x))[0].isNaN, "ln \(x)")
    }
  }

  @Test func lanesDoNotTouchEachOther() {
    var x = Vector(repeating: 1)
    x[3] = .nan
    x[5] = -200
    let y = VectorMath.exponential(x)
    for lane in [0, 1, 2, 4, 6, 15] { #expect(y[lane] == y[0]) }
  }
}
