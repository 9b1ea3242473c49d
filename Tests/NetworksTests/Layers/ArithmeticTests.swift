import Networks
import Tensors
import TestSupport
import Testing

/// Operations on two values, and on a value and a constant.
@Suite struct ArithmeticTests {
  private static let shapes: [[[Int]]] = [
    [[5], [5]], [[3, 4], [4]], [[3, 4], [3, 1]], [[4], [3, 4]], [[2, 3, 5], [1, 1, 5]],
    [[2, 3, 5], [2, 1, 1]], [[2, 1, 4], [1, 3, 1]], [[1], [2, 3]], [[2, 1, 3, 2], [2, 1, 2]],
    [[1, 2, 1, 2, 1, 2], [2, 2, 2, 2, 2, 1]], [[17], [1]], [[3, 19], [19]],
  ]

  @Test(arguments: Arithmetic.Operation.allCases, shapes)
  func values(operation: Arithmetic.Operation, shapes: [[Int]]) throws {
    var random = CounterRandom(testCase: shapes.count)
    for isSwapped in [false, true] {
      let operands = isSwapped ? [2, 3] : [3, 2]
      // Powers and quotients of positive numbers away from zero.
      try LayerCheck.run(
        Network(
          inputShape: shapes[0],
          nodes: [
            Node(name: "learnt", layer: Constant(shape: shapes[1]), inputs: []),
            Node(name: "second", layer: Activation(.softplus), inputs: [1]),
            Node(name: "first", layer: Activation(.softplus), inputs: [0]),
            Node(name: "net", layer: Arithmetic(operation), inputs: operands),
          ]), &random)
    }
  }

  @Test(arguments: Arithmetic.Operation.allCases, shapes)
  func constants(operation: Arithmetic.Operation, shapes: [[Int]]) throws {
    var random = CounterRandom(testCase: 10 + shapes.count)
    // The divisor and the base are the positive one of the operands.
    let isReversed = operation == .quotient
    try LayerCheck.run(
      Activation(.softplus),
      ConstantArithmetic(operation, shape: shapes[1], isReversed: isReversed), on: shapes[0],
      &random)
    guard operation != .quotient, operation != .power else { return }
    try LayerCheck.run(
      ConstantArithmetic(operation, shape: shapes[1], isReversed: true), on: shapes[0], &random)
  }

  /// The constant may be negative or zero: the results are those of single elements.
  @Test func constantsOfAnySign() throws {
    let (values, constants): ([Float], [Float]) = ([3, -2, 0, 2, -8], [2, 2, 0.5, -1, 3])
    let expected: [(Arithmetic.Operation, Bool, [Float])] = [
      (.power, false, [9, 4, 0, 0.5, -512]), (.power, true, [8, 0.25, 1, 1, 1 / 6561]),
      (.quotient, false, [1.5, -1, 0, -2, -8 / 3]), (.difference, true, [-1, 4, 0.5, -3, 11]),
      (.maximum, false, [3, 2, 0.5, 2, 3]), (.minimum, true, [2, -2, 0, -1, -8]),
    ]
    for (operation, isReversed, results) in expected {
      let layer = ConstantArithmetic(operation, shape: [5], isReversed: isReversed)
      let network = try Network(inputShape: [5], name: "net", layers: [layer])
      let run = NetworkRun(
        network, parameters: constants + Array(repeating: 0, count: 11), maximumRows: 1)
      for (found, expected) in zip(run.forward([values])[0], results) {
        #expect(abs(found - expected) <= 1e-6 * abs(expected), "\(operation) \(isReversed)")
      }
    }
  }

  @Test(arguments: [[7], [3, 5], [2, 3, 4], [2, 2, 17], [2, 1, 3, 2]])
  func affine(shape: [Int]) throws {
    var random = CounterRandom(testCase: 20 + shape.count)
    try LayerCheck.run(Affine(), on: shape, &random)
  }

  @Test(arguments: [[[3, 2, 4], [4]], [[3, 2, 4], [1]], [[3, 2], [3, 1]], [[33], [33]]])
  func parametricRectifier(shapes: [[Int]]) throws {
    var random = CounterRandom(testCase: 30)
    try LayerCheck.run(ParametricRectifier(shape: shapes[1]), on: shapes[0], &random)
  }

  @Test(arguments: [
    [[2, 3], [3, 4]], [[1, 40], [40, 150]], [[9, 5], [5, 1]], [[2, 3, 4], [4, 5]],
    [[3, 4], [2, 4, 2]], [[2, 1, 3, 2], [3, 2, 4]], [[17, 3], [3, 33]],
  ])
  func matrixProduct(shapes: [[Int]]) throws {
    var random = CounterRandom(testCase: 40)
    try LayerCheck.run(MatrixProduct(), on: shapes[0], and: shapes[1], &random)
    try LayerCheck.run(
      MatrixProduct(), on: shapes[1], and: shapes[0], isSwapped: true, &random)
  }

  @Test func shapesThatDoNotFit() {
    let message = LayerCheck.message
    #expect(
      message(Arithmetic(.sum), [[2, 3], [2]])
        == "layer arithmetic: expected two values that broadcast to one shape, found shape [2, 3], [2]"
    )
    #expect(message(Arithmetic(.sum), [[2]]).contains("expected two values"))
    #expect(
      message(ConstantArithmetic(.sum, shape: [3]), [[4]])
        == "layer constant arithmetic: expected a value that broadcasts with [3], found shape [4]")
    #expect(message(ConstantArithmetic(.sum, shape: [0]), [[4]]).contains("broadcasts with [0]"))
    #expect(message(ConstantArithmetic(.sum, shape: [1 << 40]), [[1]]).contains("broadcasts"))
    #expect(message(ParametricRectifier(shape: [3, 4]), [[4]]).contains("slopes [3, 4]"))
    #expect(
      message(MatrixProduct(), [[2, 3], [4, 2]])
        == "layer matrix product: expected matrices [m, k] and [k, n], found shape [2, 3], [4, 2]")
    #expect(message(MatrixProduct(), [[3], [3, 2]]).contains("expected matrices"))
    #expect(message(MatrixProduct(), [[2, 2, 3], [3, 3, 2]]).contains("expected matrices"))
    #expect(message(Affine(), [[2], [2]]).contains("expected one input"))
  }
}
