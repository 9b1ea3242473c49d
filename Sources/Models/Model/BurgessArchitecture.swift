import Networks

/// The network of "Understanding disentangling in beta-VAE" (Burgess, Higgins and others 2018, appendix A.1):
/// stride-two convolutions, dense layers, and stride-two transposed convolutions.
@Sendable
func burgessArchitecture(
  _ settings: ArchitectureFamily.Settings
) throws(NetworkError) -> Architecture {
  let (shape, channels) = (settings.sampleShape, settings.channels)
  let factor = 1 << channels.count
  guard shape.count == 3, factor > 0, let inner = channels.last, shape[0] % factor == 0,
    shape[1] % factor == 0, settings.hiddenCount > 0
  else {
    throw .shapeMismatch(
      layer: "burgess network",
      expected: "dense units and images whose sides are multiples of \(factor)", found: [shape])
  }
  let (height, width) = (shape[0] / factor, shape[1] / factor)
  let encoder = try settings.encoder(
    halvingConvolutions(channels) + [
      Flatten(), Dense(settings.hiddenCount), Activation(.rectifier),
    ])
  let opening: [any Layer] = [
    Dense(settings.hiddenCount), Activation(.rectifier), Dense(height * width * inner),
    Activation(.rectifier), Reshape(height: height, width: width, channels: inner),
  ]
  let layers =
    opening + doublingConvolutions(channels.dropLast().reversed())
    + [TransposedConvolution(shape[2], kernel: 4, stride: 2, padding: 1)]
    + (settings.outputActivation.map { [Activation($0)] } ?? [])
  let decoder = try Network(inputShape: [settings.latentCount], name: "decoder", layers: layers)
  return try Architecture(name: "burgess", encoder: encoder, decoder: decoder)
}
