import Networks

/// A multilayer perceptron: the flattened sample, hidden layers with rectifiers, and a decoder with the same
/// layers in reverse order.
///
/// The settings' channels are the units of the hidden layers; with none the network is linear.
@Sendable
func denseArchitecture(
  _ settings: ArchitectureFamily.Settings
) throws(NetworkError) -> Architecture {
  let (shape, units) = (settings.sampleShape, settings.channels)
  guard shape.count == 3, settings.hiddenCount == 0 else {
    throw .shapeMismatch(
      layer: "dense network",
      expected: "samples [height, width, channels] and its layers as channels, not as hidden",
      found: [shape, [settings.hiddenCount]])
  }
  let encoder = try settings.encoder([Flatten()] + hiddenLayers(units))
  let closing: [any Layer] = [
    Dense(shape.reduce(1, *)), Reshape(height: shape[0], width: shape[1], channels: shape[2]),
  ]
  let layers =
    hiddenLayers(units.reversed()) + closing
    + (settings.outputActivation.map { [Activation($0)] } ?? [])
  let decoder = try Network(inputShape: [settings.latentCount], name: "decoder", layers: layers)
  return try Architecture(name: "dense", encoder: encoder, decoder: decoder)
}

/// A linear encoder and decoder, as for principal components: a multilayer perceptron without hidden layers.
@Sendable
func linearArchitecture(
  _ settings: ArchitectureFamily.Settings
) throws(NetworkError) -> Architecture {
  guard settings.channels.isEmpty else {
    throw .shapeMismatch(
      layer: "linear network", expected: "no channels and no dense units",
      found: [settings.channels])
  }
  return try denseArchitecture(settings)
}

private func hiddenLayers(_ units: [Int]) -> [any Layer] {
  units.flatMap { units -> [any Layer] in [Dense(units), Activation(.rectifier)] }
}
