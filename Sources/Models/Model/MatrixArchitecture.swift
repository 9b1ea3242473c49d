import Networks

/// For distance matrices: the padded architecture with a linear bypass around encoder and decoder, and an
/// output that is symmetric with a zero diagonal.
///
/// A linear map with the same number of latents, principal components, reaches at once what convolutions and
/// rectifiers take an hour to learn of a matrix. With the bypass the network starts there and learns the
/// nonlinear rest.
@Sendable
func matrixArchitecture(
  _ settings: ArchitectureFamily.Settings
) throws(NetworkError) -> Architecture {
  let shape = settings.sampleShape
  guard shape.count == 3, shape[0] == shape[1], shape[2] == 1 else {
    throw .shapeMismatch(
      layer: "matrix network", expected: "square matrices", found: [shape])
  }
  var plain = settings
  plain.outputActivation = nil
  let inner = try paddedArchitecture(plain)
  guard let encoder = inner.encoder else {
    preconditionFailure("matrixArchitecture: the padded network has an encoder")
  }
  var outward: [any Layer] = settings.outputActivation.map { [Activation($0)] } ?? []
  outward.append(Symmetrization())
  return try Architecture(
    name: "matrix",
    encoder: try bypassed(
      encoder, name: "encoder", around: [Flatten(), settings.jointHeads],
      then: []),
    decoder: try bypassed(
      inner.decoder, name: "decoder",
      around: [
        Dense(shape[0] * shape[1]), Reshape(height: shape[0], width: shape[1], channels: 1),
      ], then: outward))
}

/// A network with other layers in parallel, whose outputs are added.
private func bypassed(
  _ network: Network, name: String, around layers: [any Layer], then last: [any Layer]
) throws(NetworkError) -> Network {
  var nodes = network.nodes
  func append(_ part: String, _ layer: any Layer, _ inputs: [Int]) {
    nodes.append(Node(name: "\(name).\(part)", layer: layer, inputs: inputs))
  }
  let end = nodes.count
  for (index, layer) in layers.enumerated() {
    append("linear.\(index)", layer, [index == 0 ? 0 : nodes.count])
  }
  append("sum", Sum(), [end, nodes.count])
  for (index, layer) in last.enumerated() { append("output.\(index)", layer, [nodes.count]) }
  return try Network(inputShape: network.inputShape, nodes: nodes)
}
