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
      ])
  }

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
        == "expected one of rectifier, leakyRectifier, sigmoid, tangent, softplus")
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
