import Networks

/// A network while it is made: layers with their weights, and changes of order that may still vanish into the weights beside them.
struct NetworkDraft {
  typealias Constant = OperatorGraph.Constant

  enum Operation {
    case layer(any Layer)
    case rearrangement(Rearrangement)
  }

  struct Node {
    var name: String
    var operation: Operation
    var inputs: [Int]
    /// The weights by their names in the layer, in the layout of files.
    var parameters: [String: Constant] = [:]
  }

  /// The nodes; node `i` computes value `i + 1`.
  var nodes: [Node] = []
  /// The shape of every value.
  private(set) var shapes: [[Int]]

  init(inputShape: [Int]) { shapes = [inputShape] }

  /// Adds a layer.
  ///
  /// - Returns: The number of its value.
  mutating func add(
    _ layer: any Layer, _ inputs: [Int], name: String, _ parameters: [String: Constant] = [:]
  ) throws(NetworkError) -> Int {
    shapes.append(try layer.outputShape(inputs.map { shapes[$0] }))
    nodes.append(
      Node(name: name, operation: .layer(layer), inputs: inputs, parameters: parameters))
    return nodes.count
  }

  /// Adds a change of order.
  ///
  /// - Returns: The number of its value; that of its input where nothing changes.
  mutating func add(_ rearrangement: Rearrangement, _ input: Int, name: String) -> Int {
    if rearrangement.isView, rearrangement.shape == shapes[input] { return input }
    shapes.append(rearrangement.shape)
    nodes.append(Node(name: name, operation: .rearrangement(rearrangement), inputs: [input]))
    return nodes.count
  }

  /// The network without what `output` does not need.
  func network(
    output: Int
  ) throws(NetworkError) -> (network: Network, parameters: [String: Constant]) {
    var numbers = [0: 0]
    var names: Set<String> = []
    var (made, parameters) = ([Networks.Node](), [String: Constant]())
    let needed = needed(for: output)
    for (index, node) in nodes.enumerated() where needed.contains(index + 1) {
      var inputs = node.inputs.map { numbers[$0] ?? 0 }
      for layer in layers(of: node) {
        let name = Self.unique(node.name, among: &names)
        made.append(Networks.Node(name: name, layer: layer, inputs: inputs))
        inputs = [made.count]
        for (key, value) in node.parameters { parameters["\(name).\(key)"] = value }
      }
      numbers[index + 1] = inputs.first ?? made.count
    }
    return (try Network(inputShape: shapes[0], nodes: made), parameters)
  }

  private func needed(for output: Int) -> Set<Int> {
    var needed: Set<Int> = [output]
    for (index, node) in nodes.enumerated().reversed() where needed.contains(index + 1) {
      needed.formUnion(node.inputs)
    }
    return needed
  }

  private static func unique(_ name: String, among names: inout Set<String>) -> String {
    var (unique, count) = (name, 1)
    while !names.insert(unique).inserted {
      count += 1
      unique = "\(name).\(count)"
    }
    return unique
  }

  private func layers(of node: Node) -> [any Layer] {
    switch node.operation {
    case .layer(let layer): [layer]
    case .rearrangement(let change): Self.layers(of: change, from: shapes[node.inputs[0]])
    }
  }
}
