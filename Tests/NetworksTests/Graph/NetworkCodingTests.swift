import Foundation
import Networks
import Testing

@Suite struct NetworkCodingTests {
  private func network() throws -> Network {
    try Network(
      inputShape: [6, 5, 2],
      nodes: [
        Node(
          name: "a", layer: Convolution(3, kernel: 3, stride: 2, padding: 1), inputs: [0]),
        Node(name: "b", layer: Activation(.leakyRectifier), inputs: [1]),
        Node(name: "c", layer: Flatten(), inputs: [2]),
        Node(name: "d", layer: Dense(4), inputs: [3]),
        Node(name: "e", layer: Concatenation(), inputs: [4, 4]),
        Node(name: "f", layer: Reshape(height: 2, width: 2, channels: 2), inputs: [5]),
        Node(
          name: "g",
          layer: TransposedConvolution(3, kernel: 4, stride: 3, padding: 1, outputPadding: 2),
          inputs: [6]),
        Node(name: "h", layer: Convolution(1, kernel: 1), inputs: [7]),
        Node(name: "i", layer: Sum(), inputs: [8, 8]),
        Node(name: "j", layer: Symmetrization(), inputs: [9]),
        Node(name: "k", layer: Constant(shape: [2, 3]), inputs: []),
        Node(name: "l", layer: Dense(4), inputs: [11]),
        Node(name: "m", layer: Dense(4), inputs: [11], sharing: "l"),
      ] + added)
  }

  /// Layers that only imported networks have; on the tokens `[2, 3]` of value 11 and the images of value 10.
  private let added = [
    Node(name: "n", layer: Affine(), inputs: [11]),
    Node(name: "o", layer: Arithmetic(.maximum), inputs: [14, 11]),
    Node(name: "p", layer: ConstantArithmetic(.power, shape: [1], isReversed: true), inputs: [15]),
    Node(name: "q", layer: ParametricRectifier(shape: [3]), inputs: [16]),
    Node(name: "r", layer: Permutation([1, 0]), inputs: [17]),
    Node(name: "s", layer: MatrixProduct(), inputs: [17, 18]),
    Node(name: "t", layer: Softmax(axis: 1, isLogarithmic: true), inputs: [19]),
    Node(name: "u", layer: LayerNormalization(axisCount: 2, epsilon: 0.5), inputs: [20]),
    Node(name: "v", layer: GroupNormalization(groups: 2), inputs: [21]),
    Node(name: "w", layer: LpNormalization(axis: 0, order: 1, epsilon: 1e-12), inputs: [22]),
    Node(name: "x", layer: Reduction(.l2, axes: [1], keepsAxes: true), inputs: [23]),
    Node(name: "y", layer: Broadcast([2, 6]), inputs: [24]),
    Node(name: "z", layer: Slice(starts: [1, 5], counts: [2, 2], steps: [-1, -2]), inputs: [25]),
    Node(name: "A", layer: Gather(axis: 1, indices: [1, 0, 1]), inputs: [26]),
    Node(
      name: "B", layer: Padding(before: [1, 0], after: [-1, 1], mode: .edge, value: 3),
      inputs: [27]),
    Node(name: "C", layer: Tiling([2, 3]), inputs: [28]),
    Node(name: "D", layer: View([4, 12, 1]), inputs: [29]),
    Node(
      name: "E",
      layer: Pooling(
        .mean, kernel: [2, 2], strides: [1, 2], padding: [1, 0, 0, 1], isCeiling: true,
        countsPadding: true), inputs: [30]),
    Node(
      name: "F",
      layer: Resize(
        size: [5, 7], method: .cubic, coordinates: .asymmetric, rounding: .ceiling,
        scales: [1.25, 1.1], cubicCoefficient: -0.5, excludesOutside: true), inputs: [31]),
    Node(name: "G", layer: Concatenation(axis: 2), inputs: [32, 32]),
    Node(name: "H", layer: Activation(.clip, alpha: 0, beta: 6), inputs: [33]),
    Node(
      name: "I",
      layer: Convolution(
        2, kernel: [3, 1], strides: [2, 1], padding: [0, 1, 2, 0], dilations: [1, 2]),
      inputs: [34]),
  ]

  @Test func everyLayerRoundTrips() throws {
    let network = try network()
    let data = try JSONEncoder().encode(network)
    #expect(try JSONDecoder().decode(Network.self, from: data) == network)
    #expect(Set(network.nodes.map { type(of: $0.layer).kind }) == Set(LayerRegistry.kinds))
  }

  @Test func kindsThatNobodyKnowsAreNamed() throws {
    let text = try String(decoding: JSONEncoder().encode(network()), as: UTF8.self)
      .replacing(#""flatten""#, with: #""attention""#)
    let error = #expect(throws: NetworkError.self) {
      try JSONDecoder().decode(Network.self, from: Data(text.utf8))
    }
    #expect(error == .unknownLayer("attention"))
    #expect(
      error?.description
        == "layer kind attention: expected one of \(LayerRegistry.kinds.joined(separator: ", "))")
  }

  @Test func functionsThatNobodyKnowsAreAnsweredWithThoseThereAre() {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Activation.self, from: Data(#"{"function":"relu"}"#.utf8))
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["function"])
    #expect(
      context.debugDescription
        == "expected one of \(Activation.Function.allCases.map(\.rawValue).joined(separator: ", "))"
    )
  }

  @Test func networksFromFilesAreChecked() throws {
    let text = try String(decoding: JSONEncoder().encode(network()), as: UTF8.self)
      .replacing(#""inputShape":[6,5,2]"#, with: #""inputShape":[6,5]"#)
    #expect(throws: NetworkError.self) {
      try JSONDecoder().decode(Network.self, from: Data(text.utf8))
    }
  }

  @Test func nodesDifferByNameInputsAndLayer() {
    let node = Node(name: "a", layer: Dense(2), inputs: [0])
    #expect(node == Node(name: "a", layer: Dense(2), inputs: [0]))
    #expect(node != Node(name: "b", layer: Dense(2), inputs: [0]))
    #expect(node != Node(name: "a", layer: Dense(2), inputs: [1]))
    #expect(node != Node(name: "a", layer: Dense(3), inputs: [0]))
    #expect(node != Node(name: "a", layer: Flatten(), inputs: [0]))
  }
}
