import Networks

/// The published Aux-VAE galaxy network (github.com/ArkaStatistics/Aux-VAE, `models_edited.py`): four
/// stride-two convolutions, a dense layer for each head, and a decoder of transposed convolutions only, the
/// last with stride four.
@Sendable
func galaxyArchitecture(
  _ settings: ArchitectureFamily.Settings
) throws(NetworkError) -> Architecture {
  let channels = settings.channels
  guard channels.count == 4, settings.sampleShape.count == 3, settings.sampleShape[0] >= 29 else {
    throw .shapeMismatch(
      layer: "galaxy network", expected: "four channel counts and images of at least 29 pixels",
      found: [channels, settings.sampleShape])
  }
  let encoder = try settings.encoderWithNamedHeads(halvingConvolutions(channels) + [Flatten()])
  // Three doublings reach 8 pixels; the last stride is 4 and its kernel fills the rest: 5 for 33 pixels.
  let last = TransposedConvolution(
    settings.sampleShape[2], kernel: settings.sampleShape[0] - 28, stride: 4)
  let layers: [any Layer] =
    [Reshape(height: 1, width: 1, channels: settings.latentCount)]
    + doublingConvolutions([channels[2], channels[1], channels[0]]) + [last]
    + (settings.outputActivation.map { [Activation($0)] } ?? [])
  let decoder = try Network(
    inputShape: [settings.latentCount], name: "decoder", layers: layers)
  return try Architecture(name: "galaxy", encoder: encoder, decoder: decoder)
}
