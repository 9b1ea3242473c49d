import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// Functions of one element.
@Suite struct ActivationTests {
  /// Functions that need positive inputs.
  private static let positive: Set<Activation.Function> = [.logarithm, .squareRoot, .reciprocal]

  @Test(arguments: Activation.Function.allCases, 0..<2)
  func gradients(function: Activation.Function, seed: Int) throws {
    var random = CounterRandom(testCase: 1_000 + seed)
    let shape = (0..<random.integer(1...4)).map { _ in random.integer(1...4) }
    let layer = Activation(function)
    if Self.positive.contains(function) {
      try LayerCheck.run(Activation(.softplus), layer, on: shape, &random)
    } else {
      try LayerCheck.run(layer, on: shape, &random)
    }
  }

  @Test(arguments: [
    Activation(.leakyRectifier, alpha: 0.3), Activation(.leakyRectifier, alpha: -0.5),
    Activation(.elu, alpha: 1.7), Activation(.selu, alpha: 2, beta: 0.5),
    Activation(.celu, alpha: 0.4), Activation(.swish, alpha: 1.702),
    Activation(.hardSigmoid, alpha: 0.9, beta: 0.4), Activation(.clip, alpha: -0.3),
    Activation(.clip, alpha: -0.25, beta: 0.5), Activation(.threshold, alpha: 0.1),
    Activation(.softShrink, alpha: 0.2), Activation(.hardShrink, alpha: 0.3),
  ])
  func settings(layer: Activation) throws {
    var random = CounterRandom(testCase: 1_010)
    try LayerCheck.run(layer, on: [3, 7], &random)
  }

  /// A rectifier is fused into a convolution for every slope that keeps the signs, and runs on its own for others.
  @Test(arguments: [0.2, 0.01, 0, 1.5, -0.4] as [Float])
  func rectifierAfterConvolution(slope: Float) throws {
    var random = CounterRandom(testCase: 1_020)
    try LayerCheck.run(
      Convolution(5, kernel: 2), Activation(.leakyRectifier, alpha: slope), on: [4, 3, 2], &random)
  }

  @Test func settingsAreWrittenWhereTheyDiffer() throws {
    let text = { (layer: Activation) in
      String(decoding: try JSONEncoder().encode(layer), as: UTF8.self)
    }
    #expect(try text(Activation(.leakyRectifier)) == #"{"function":"leakyRectifier"}"#)
    #expect(try text(Activation(.clip)) == #"{"function":"clip"}"#)
    #expect(try text(Activation(.elu, alpha: 0.5)).contains(#""alpha":0.5"#))
    let read = try layer(Activation.self, #"{"function": "clip", "beta": 6}"#)
    #expect(read == Activation(.clip, beta: 6))
    #expect(try layer(Activation.self, #"{"function": "leakyRectifier"}"#).alpha == 0.01)
  }

  /// Over all magnitudes at which a function is neither subnormal nor infinite, within 1e-6 of its value; where the argument's
  /// own rounding counts for more, within what that makes.
  @Test(arguments: Activation.Function.allCases)
  func accuracy(function: Activation.Function) throws {
    let layer = Activation(function)
    var inputs = (-4_000...4_000).map { Float($0) * 0.00371 }
    inputs += (-30...30).flatMap { [Float(sign: .plus, exponent: $0, significand: 1.37)] }
    inputs += inputs.map { -$0 } + (0..<200).map { Float($0) * 0.431 - 43 }
    let outputs = try run(layer, inputs)
    let wrong = zip(inputs, outputs).filter { !isAccurate($1, layer, $0) }
    #expect(
      wrong.isEmpty,
      "\(function) of \(wrong.prefix(3)): not \(wrong.prefix(3).map { ReferenceActivation.value(layer, Double($0.0)) })"
    )
  }

  private func isAccurate(_ y: Float, _ layer: Activation, _ x: Float) -> Bool {
    let expected = ReferenceActivation.value(layer, Double(x))
    guard expected.isFinite, abs(expected) < 3e38 else {
      // Where the value exceeds the range, and where the function is not defined.
      return y.isNaN == expected.isNaN && (y.isNaN || abs(y) > 1e38)
    }
    let rounding = abs(ReferenceActivation.value(layer, Double(x.nextUp)) - expected)
    return abs(Double(y) - expected) <= 1e-6 * abs(expected) + 2 * rounding + 1e-36
  }

  @Test func extremes() throws {
    let inputs: [Float] = [.infinity, -.infinity, 0, Float(bitPattern: 71_362), -1, .nan]
    let logarithms = try run(Activation(.logarithm), inputs)
    #expect(logarithms[0] == .infinity && logarithms[2] == -.infinity)
    #expect(logarithms[1].isNaN && logarithms[4].isNaN && logarithms[5].isNaN)
    #expect(abs(logarithms[3] + 92.10340) < 1e-4)
    let exponentials = try run(Activation(.exponential), inputs + [88.5, -95, 89])
    #expect(exponentials[0] == .infinity && exponentials[1] == 0 && exponentials[2] == 1)
    #expect(exponentials[5].isNaN && exponentials[8] == .infinity)
    #expect(abs(exponentials[6] / 2.723_088e38 - 1) < 1e-5 && exponentials[7] < 1e-37)
    let sines = try run(Activation(.sine), [.infinity, 1e10, -3e7, .nan])
    #expect(sines[0].isNaN && sines[3].isNaN)
    #expect(sines[1] == Float(sin(1e10)) && sines[2] == Float(sin(-3e7)))
    #expect(try run(Activation(.clip, alpha: 1, beta: 0), [0.5, 3, -3]) == [0, 0, 0])
    #expect(try run(Activation(.clip), inputs)[..<2] == [.infinity, -.infinity])
  }

  private func run(_ layer: Activation, _ inputs: [Float]) throws -> [Float] {
    let network = try Network(inputShape: [inputs.count], name: "net", layers: [layer])
    return NetworkRun(network, parameters: [], maximumRows: 1, needsGradients: false)
      .forward([inputs])[0]
  }
}
