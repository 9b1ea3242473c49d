/// A layer's place in a network.
package struct Node: Sendable, Equatable {
  /// The name, which prefixes its parameters in files: `encoder.0`.
  package let name: String
  /// The operation.
  package let layer: any Layer
  /// The name under which its parameters are stored: its own, or that of an earlier node whose parameters it
  /// shares.
  package let parameterName: String
  /// The values it reads: 0 is the network's input, `i + 1` the output of node `i`.
  package let inputs: [Int]

  /// Creates a node; with `sharing` it uses the parameters of an earlier node.
  package init(name: String, layer: any Layer, inputs: [Int], sharing parameterName: String? = nil)
  {
    self.name = name
    self.parameterName = parameterName ?? name
    self.layer = layer
    self.inputs = inputs
  }

  /// Whether its parameters are those of another node.
  package var sharesParameters: Bool { parameterName != name }

  /// Whether two nodes are the same.
  package static func == (first: Node, second: Node) -> Bool {
    first.name == second.name && first.parameterName == second.parameterName
      && first.inputs == second.inputs
      && areEqual(first.layer, second.layer)
  }

  private static func areEqual<First: Layer>(_ first: First, _ second: any Layer) -> Bool {
    (second as? First) == first
  }
}

extension Node: Codable {
  private enum Key: String, CodingKey {
    case name, kind, inputs, layer, sharing
  }

  /// Reads a node; a layer type that is not in ``LayerRegistry`` is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    inputs = try container.decode([Int].self, forKey: .inputs)
    parameterName = try container.decodeIfPresent(String.self, forKey: .sharing) ?? name
    let kind = try container.decode(String.self, forKey: .kind)
    guard let type = LayerRegistry.layer(of: kind) else { throw NetworkError.unknownLayer(kind) }
    layer = try container.decode(type, forKey: .layer)
  }

  /// Writes the node with the type of its layer.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(inputs, forKey: .inputs)
    if sharesParameters { try container.encode(parameterName, forKey: .sharing) }
    try container.encode(type(of: layer).kind, forKey: .kind)
    try container.encode(layer, forKey: .layer)
  }
}
