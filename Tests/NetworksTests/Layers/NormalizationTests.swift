import Networks
import Tensors
import TestSupport
import Testing

/// Layers that compare elements with others along axes.
@Suite struct NormalizationTests {
  private static let shapes = [[5], [3, 4], [2, 3, 18], [33], [2, 3, 2, 3], [1, 17, 1]]

  @Test(arguments: shapes, [false, true]) func softmax(shape: [Int], isLogarithmic: Bool) throws {
    var random = CounterRandom(testCase: 1)
    for axis in shape.indices {
      try LayerCheck.run(Softmax(axis: axis, isLogarithmic: isLogarithmic), on: shape, &random)
    }
  }

  @Test func softmaxOfLargeNumbers() throws {
    for (shape, axis) in [([3], 0), ([3, 1, 1], 0)] {
      let layers: [any Layer] = [View(shape), Softmax(axis: axis), View([3])]
      let network = try Network(inputShape: [3], name: "net", layers: layers)
      let run = NetworkRun(network, parameters: [], maximumRows: 1)
      let found = run.forward([[1e6, -3e38, 1e6]])[0]
      #expect(found[0] == 0.5 && found[1] < 1e-37 && found[2] == 0.5)
    }
  }

  @Test(arguments: shapes, 1...2) func lpNormalization(shape: [Int], order: Int) throws {
    var random = CounterRandom(testCase: 2)
    for axis in shape.indices {
      try LayerCheck.run(LpNormalization(axis: axis, order: order), on: shape, &random)
    }
    try LayerCheck.run(LpNormalization(axis: 0, order: order, epsilon: 100), on: shape, &random)
  }

  @Test func normalizedZerosStayZeros() throws {
    let network = try Network(inputShape: [3], name: "net", layers: [LpNormalization(axis: 0)])
    let run = NetworkRun(network, parameters: [], maximumRows: 1)
    #expect(run.forward([[0, 0, 0]]) == [[0, 0, 0]])
    #expect(run.forward([[0, 3, -4]]) == [[0, 0.6, -0.8]])
  }

  @Test(arguments: shapes) func layerNormalization(shape: [Int]) throws {
    var random = CounterRandom(testCase: 3)
    for count in 1...shape.count where shape.suffix(count).reduce(1, *) > 1 {
      try LayerCheck.run(LayerNormalization(axisCount: count, epsilon: 0.01), on: shape, &random)
    }
  }

  @Test(arguments: [([3, 4, 6], 3), ([2, 5, 4], 4), ([5, 17], 1), ([4, 3, 36], 2), ([8], 2)])
  func groupNormalization(shape: [Int], groups: Int) throws {
    var random = CounterRandom(testCase: 4)
    try LayerCheck.run(GroupNormalization(groups: groups, epsilon: 0.01), on: shape, &random)
  }

  @Test(arguments: Reduction.Operation.allCases, shapes)
  func reduction(operation: Reduction.Operation, shape: [Int]) throws {
    var random = CounterRandom(testCase: 5)
    for set in 0..<1 << shape.count {
      let axes = shape.indices.filter { set >> $0 & 1 == 1 }
      let layer = Reduction(operation, axes: axes, keepsAxes: random.integer(0...1) == 1)
      try LayerCheck.run(layer, on: shape, &random)
    }
  }

  /// The mean of many numbers about a large one keeps its digits.
  @Test func longSums() throws {
    let values = (0..<100_000).map { 1_000 + Float($0 % 7) / 8 }
    let mean = values.reduce(0.0) { $0 + Double($1) } / 100_000
    for shape in [[100_000], [50_000, 2], [2, 50_000]] {
      let axes = Array(shape.indices)
      for layers in [
        [View(shape), Reduction(.mean, axes: axes, keepsAxes: false)],
        [
          View(shape), Reduction(.mean, axes: [0], keepsAxes: true),
          Reduction(.mean, axes: axes, keepsAxes: false),
        ],
      ] as [[any Layer]] {
        let network = try Network(inputShape: [100_000], name: "net", layers: layers)
        let run = NetworkRun(network, parameters: [], maximumRows: 1, needsGradients: false)
        #expect(abs(Double(run.forward([values])[0][0]) - mean) < 1e-4, "\(shape)")
      }
    }
  }

  @Test func settingsThatDoNotFit() {
    let message = LayerCheck.message
    #expect(
      message(Softmax(axis: 2), [[2, 3]]) == "layer softmax: expected axis from 0 to 1, found 2")
    #expect(message(Softmax(axis: -1), [[2, 3]]).contains("found -1"))
    #expect(message(LpNormalization(axis: 0, order: 3), [[2]]).contains("expected order"))
    #expect(
      message(LayerNormalization(axisCount: 3), [[2, 3]])
        == "layer layer normalization: expected axisCount from 1 to 2, found 3")
    #expect(message(LayerNormalization(axisCount: 0), [[2]]).contains("found 0"))
    #expect(
      message(GroupNormalization(groups: 4), [[2, 2, 6]])
        == "layer group normalization: expected channels in 4 equal groups, found shape [2, 2, 6]")
    #expect(message(GroupNormalization(groups: 0), [[6]]).contains("expected groups"))
    #expect(
      message(Reduction(.sum, axes: [1, 1], keepsAxes: true), [[2, 3]])
        == "layer reduction: expected different axes, found shape [1, 1]")
    #expect(message(Reduction(.sum, axes: [2], keepsAxes: true), [[2, 3]]).contains("found 2"))
  }
}
