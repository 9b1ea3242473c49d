import Networks
import Tensors
import TestSupport
import Testing

/// Networks in which one value feeds several nodes, or one node twice.
@Suite struct BranchingTests {
  @Test(arguments: 0..<4) func twoHeads(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let network = try Network(
      inputShape: [5],
      nodes: [
        Node(name: "trunk", layer: Dense(6), inputs: [0]),
        Node(name: "bend", layer: Activation(.rectifier), inputs: [1]),
        Node(name: "mu", layer: Dense(3), inputs: [2]),
        Node(name: "logvar", layer: Dense(2), inputs: [2]),
        Node(name: "posterior", layer: Concatenation(), inputs: [3, 4]),
      ])
    try check(network, &random)
  }

  /// Values read at several depths, among them the input.
  @Test(arguments: 0..<4) func skips(seed: Int) throws {
    var random = CounterRandom(testCase: 10 + seed)
    let network = try Network(
      inputShape: [3, 2, 2],
      nodes: [
        Node(name: "flat", layer: Flatten(), inputs: [0]),
        Node(name: "first", layer: Dense(4), inputs: [1]),
        Node(name: "wave", layer: Activation(.tangent), inputs: [2]),
        Node(name: "convolved", layer: Convolution(2, kernel: 2), inputs: [0]),
        Node(name: "image", layer: Flatten(), inputs: [4]),
        Node(name: "all", layer: Concatenation(), inputs: [2, 1, 3, 5]),
        Node(name: "last", layer: Dense(3), inputs: [6]),
      ])
    try check(network, &random)
  }

  @Test(arguments: 0..<4) func sameValueTwiceInOneNode(seed: Int) throws {
    var random = CounterRandom(testCase: 20 + seed)
    let network = try Network(
      inputShape: [4],
      nodes: [
        Node(name: "first", layer: Dense(3), inputs: [0]),
        Node(name: "twice", layer: Concatenation(), inputs: [1, 0, 1, 1]),
        Node(name: "last", layer: Dense(2), inputs: [2]),
      ])
    try check(network, &random)
  }

  @Test func nodesWithoutReadersChangeNothing() throws {
    var random = CounterRandom(testCase: 30)
    let network = try Network(
      inputShape: [4],
      nodes: [
        Node(name: "first", layer: Dense(3), inputs: [0]),
        Node(name: "idle", layer: Dense(5), inputs: [1]),
        Node(name: "last", layer: Dense(2), inputs: [1]),
      ])
    try check(network, &random)
  }

  private func check(_ network: Network, _ random: inout CounterRandom) throws {
    let check = try GradientCheck(network, rows: random.integer(1...3), random: &random)
    let spareRows = random.integer(0...2)
    check.run(spareRows: spareRows, random: &random)
  }
}
