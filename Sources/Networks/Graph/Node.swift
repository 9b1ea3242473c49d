/// A layer's place in a network.
package struct Node: Sendable, Equatable {
  /// The name, the prefix of its parameters in files: `encoder.0`.
  package let name: String
  /// The operation.
  package let layer: any Layer
  /// The values it reads: 0 is the network's input, `i + 1` the output of node `i`.
  package let inputs: [Int]

  /// Creates a node.
  package init(name: String, layer: any Layer, inputs: [Int]) {
    self.name = name
    self.layer = layer
    self.inputs = inputs
  }

  /// Whether two nodes are the same.
  package static func == (first: Node, second: Node) -> Bool {
    first.name == second.name && first.inputs == second.inputs
      && areEqual(first.layer, second.layer)
  }

  private static func areEqual<First: Layer>(_ first: First, _ second: any Layer) -> Bool {
    (second as? First) == first
  }
}

extension Node: Codable {
  private enum Key: String, CodingKey {
    case name, kind, inputs, layer
  }

  /// Reads a node; a kind that is not in ``LayerRegistry`` is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    inputs = try container.decode([Int].self, forKey: .inputs)
    let kind = try container.decode(String.self, forKey: .kind)
    guard let type = LayerRegistry.layer(of: kind) else { throw NetworkError.unknownLayer(kind) }
    layer = try container.decode(type, forKey: .layer)
  }

  /// Writes the node with the kind of its layer.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(type(of: layer).kind, forKey: .kind)
    try container.encode(layer, forKey: .layer)
  }
}
