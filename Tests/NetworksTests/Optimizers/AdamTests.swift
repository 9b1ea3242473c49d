import Networks
import Platform
import Tensors
import TestSupport
import Testing

/// The optimiser against algorithm 1 of Kingma and Ba (2015), computed for scalars in Double.
@Suite struct AdamTests {
  @Test(arguments: [0, 1, 2]) func severalSteps(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let optimizer = Adam(
      learningRate: 0.02, firstDecay: 0.8, secondDecay: 0.95, epsilon: 1e-6, gradientClip: 1.5)
    let count = 64
    let parameters = FloatBuffer(random.floats(count))
    let (first, second) = (FloatBuffer(count: count), FloatBuffer(count: count))
    var expected = parameters.elements.map(Double.init)
    var (means, squares) = ([Double](repeating: 0, count: count), expected.map { _ in 0.0 })
    for step in 1...6 {
      // Some steps are longer than the clip and some are not.
      let size: Float = step % 2 == 0 ? 0.05 : 2
      let gradient = FloatBuffer(random.floats(count, in: -size...size))
      let norm = gradient.elements.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      let scale = optimizer.scale(forNorm: norm)
      #expect((norm > 1.5) == (step % 2 == 1))
      for share in [0..<16, 16..<64] {
        optimizer.update(
          share, parameters: parameters.pointer, gradient: gradient.pointer, scale: scale,
          first: first.pointer, second: second.pointer, step: step)
      }
      let clip = min(1, 1.5 / norm)
      for index in 0..<count {
        let g = Double(gradient.elements[index]) * clip
        means[index] = 0.8 * means[index] + 0.2 * g
        squares[index] = 0.95 * squares[index] + 0.05 * g * g
        let mean = means[index] / (1 - pow(0.8, Double(step)))
        let square = squares[index] / (1 - pow(0.95, Double(step)))
        expected[index] -= 0.02 * mean / (square.squareRoot() + 1e-6)
      }
    }
    #expect(largestDifference(parameters.elements, from: expected) < 1e-5)
    #expect(largestDifference(first.elements, from: means) < 1e-5)
    #expect(largestDifference(second.elements, from: squares) < 1e-5)
  }

  @Test func updateTouchesItsRangeOnly() {
    let parameters = FloatBuffer([Float](repeating: 1, count: 48))
    let gradient = FloatBuffer([Float](repeating: 1, count: 48))
    let (first, second) = (FloatBuffer(count: 48), FloatBuffer(count: 48))
    Adam().update(
      16..<32, parameters: parameters.pointer, gradient: gradient.pointer, scale: 1,
      first: first.pointer, second: second.pointer, step: 1)
    for index in 0..<48 {
      let isInside = (16..<32).contains(index)
      #expect((parameters.elements[index] == 1) == !isInside)
      #expect((first.elements[index] == 0) == !isInside)
      #expect((second.elements[index] == 0) == !isInside)
    }
  }

  @Test func shortGradientsAreLeftAlone() {
    #expect(Adam(gradientClip: 5).scale(forNorm: 5) == 1)
    #expect(Adam(gradientClip: 5).scale(forNorm: 20) == 0.25)
    #expect(Adam(gradientClip: nil).scale(forNorm: 1e9) == 1)
  }

  @Test func zeroGradientMovesNothing() {
    let parameters = FloatBuffer([Float](repeating: 1, count: 16))
    let zeros = FloatBuffer(count: 16)
    let (first, second) = (FloatBuffer(count: 16), FloatBuffer(count: 16))
    Adam().update(
      0..<16, parameters: parameters.pointer, gradient: zeros.pointer, scale: 1,
      first: first.pointer, second: second.pointer, step: 1)
    #expect(parameters.elements.allSatisfy { $0 == 1 })
  }
}
