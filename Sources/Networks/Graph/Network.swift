/// A network as data: nodes in topological order, usually a plain sequence.
///
/// Every value is a batch of samples; value 0 is the input and the last node's output is the result.
package struct Network: Sendable, Equatable {
  /// The shape of one input sample.
  package let inputShape: [Int]
  /// The operations, each after those whose outputs it reads.
  package let nodes: [Node]
  /// The shape of one sample of every value: the input, then each node's output.
  package let shapes: [[Int]]

  /// Creates a network and checks that its layers fit.
  ///
  /// - Parameters:
  ///   - inputShape: The shape of one input sample.
  ///   - nodes: The operations, in topological order.
  /// - Throws: ``NetworkError`` naming the first node that does not fit.
  package init(inputShape: [Int], nodes: [Node]) throws(NetworkError) {
    guard NetworkLimits.allows(inputShape) else {
      throw .shapeMismatch(layer: "input", expected: Self.allowedShapes, found: [inputShape])
    }
    var shapes = [inputShape]
    var names: Set<String> = []
    for node in nodes {
      for input in node.inputs where input < 0 || input >= shapes.count {
        throw .unknownInput(node: node.name, input: input)
      }
      guard names.insert(node.name).inserted else { throw .duplicateName(node.name) }
      try Self.checkSharing(of: node, among: nodes, shapes: shapes)
      let shape: [Int]
      do {
        shape = try node.layer.outputShape(node.inputs.map { shapes[$0] })
      } catch {
        throw error.naming(node.name)
      }
      guard NetworkLimits.allows(shape) else {
        throw .shapeMismatch(layer: node.name, expected: Self.allowedShapes, found: [shape])
      }
      shapes.append(shape)
    }
    self.inputShape = inputShape
    self.nodes = nodes
    self.shapes = shapes
  }

  /// Creates a plain sequence: every layer reads the output of the one before.
  ///
  /// - Parameters:
  ///   - inputShape: The shape of one input sample.
  ///   - name: The prefix of the nodes' names; a node is called `name.position`.
  ///   - layers: The operations.
  /// - Throws: ``NetworkError`` naming the first layer that does not fit.
  package init(inputShape: [Int], name: String, layers: [any Layer]) throws(NetworkError) {
    try self.init(
      inputShape: inputShape,
      nodes: layers.enumerated().map { index, layer in
        Node(name: "\(name).\(index)", layer: layer, inputs: [index])
      })
  }

  /// Checks that a node that shares parameters needs those of an earlier node, in the same shapes.
  private static func checkSharing(
    of node: Node, among nodes: [Node], shapes: [[Int]]
  ) throws(NetworkError) {
    guard node.sharesParameters else { return }
    let earlier = nodes[..<(shapes.count - 1)].first { $0.name == node.parameterName }
    let parameters = { (node: Node) -> [ParameterShape]? in
      let inputs = node.inputs.map { shapes[$0] }
      guard (try? node.layer.outputShape(inputs)) != nil else { return nil }
      return node.layer.parameters(inputShapes: inputs)
    }
    guard let earlier, !earlier.sharesParameters, let own = parameters(node),
      own == parameters(earlier)
    else {
      throw .shapeMismatch(
        layer: node.name,
        expected: "the parameters of an earlier node, found \(node.parameterName)",
        found: node.inputs.map { shapes[$0] })
    }
  }

  private static let allowedShapes = "\(NetworkLimits.allowedShapes) in a sample"

  /// The shape of one output sample.
  package var outputShape: [Int] { shapes[shapes.count - 1] }

  /// The shapes of a node's inputs.
  package func inputShapes(of node: Node) -> [[Int]] { node.inputs.map { shapes[$0] } }
}

extension Network: Codable {
  private enum Key: String, CodingKey {
    case inputShape, nodes
  }

  /// Reads a network and checks that its layers fit.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    try self.init(
      inputShape: container.decode([Int].self, forKey: .inputShape),
      nodes: container.decode([Node].self, forKey: .nodes))
  }

  /// Writes the input shape and the nodes.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(inputShape, forKey: .inputShape)
    try container.encode(nodes, forKey: .nodes)
  }
}
