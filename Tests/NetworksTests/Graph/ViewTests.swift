import Networks
import Tensors
import TestSupport
import Testing

/// Views share the memory of what they show, wherever gradients allow it.
@Suite struct ViewTests {
  private func check(_ nodes: [Node], _ shape: [Int] = [12]) throws {
    var random = CounterRandom(testCase: nodes.count)
    try LayerCheck.run(Network(inputShape: shape, nodes: nodes), &random)
  }

  @Test func inEveryPlace() throws {
    let dense = Node(name: "dense", layer: Dense(12), inputs: [0])
    let view = Node(name: "view", layer: View([3, 4]), inputs: [1])
    try check([Node(name: "only", layer: View([2, 6]), inputs: [0])])
    try check([dense, view])
    try check([dense, view, Node(name: "back", layer: View([12]), inputs: [2])])
    try check([dense, view, Node(name: "after", layer: Dense(5), inputs: [2])])
    try check([
      dense, view, Node(name: "activation", layer: Activation(.leakyRectifier), inputs: [2]),
    ])
    try check([
      Node(name: "first", layer: View([3, 4]), inputs: [0]),
      Node(name: "after", layer: Dense(5), inputs: [1]),
    ])
  }

  @Test func besideOtherReaders() throws {
    let dense = Node(name: "dense", layer: Dense(12), inputs: [0])
    let view = Node(name: "view", layer: View([3, 4]), inputs: [1])
    // The value is read as it is and through views.
    try check([
      dense, view, Node(name: "other", layer: Dense(12), inputs: [1]),
      Node(name: "flat", layer: View([12]), inputs: [2]),
      Node(name: "sum", layer: Sum(), inputs: [1, 3, 4]),
    ])
    // The output is a view of a value with another reader, which does not reach the output.
    try check(
      [dense, Node(name: "unused", layer: Dense(3), inputs: [1])] + [
        Node(name: "last", layer: View([4, 3]), inputs: [1])
      ])
  }

  @Test func nothingIsCopied() throws {
    let plain: [any Layer] = [Dense(600), Activation(.sigmoid), Dense(4)]
    let viewed: [any Layer] = [
      Dense(600), View([20, 30]), Activation(.sigmoid), View([5, 120]), View([600]), Dense(4),
    ]
    let counts = try [plain, viewed].map { layers in
      let network = try Network(inputShape: [8], name: "net", layers: layers)
      return [false, true].map { needsGradients in
        NetworkPlan(
          network, table: ParameterTable([network]), maximumRows: 3,
          needsGradients: needsGradients, needsInputGradient: false
        ).memoryCount
      }
    }
    #expect(counts[0] == counts[1])
  }
}
