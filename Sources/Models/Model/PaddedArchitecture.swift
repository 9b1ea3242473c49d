import Networks

/// Stride-two convolutions and transposed convolutions around dense layers, for sides that cannot be halved
/// often enough.
///
/// The first convolution pads the sample with zeros on both sides to the next multiple of two to the number
/// of convolutions, such as 30 to 32 for three of them, and the last transposed one crops that margin.
@Sendable
func paddedArchitecture(
  _ settings: ArchitectureFamily.Settings
) throws(NetworkError) -> Architecture {
  let (shape, channels) = (settings.sampleShape, settings.channels)
  let factor = 1 << channels.count
  guard shape.count == 3, let outer = channels.first, let inner = channels.last,
    settings.hiddenCount > 0, shape[0] == shape[1], shape[0] > 0, (shape[0] + factor) % 2 == 0
  else {
    throw .shapeMismatch(
      layer: "padded network", expected: "dense units, channels and square samples of even side",
      found: [shape, channels])
  }
  let side = (shape[0] + factor - 1) / factor
  let padding = 1 + (side * factor - shape[0]) / 2
  let inward: [any Layer] =
    [Convolution(outer, kernel: 4, stride: 2, padding: padding), Activation(.rectifier)]
    + halvingConvolutions(Array(channels.dropFirst()))
  let encoder = try settings.encoder(
    inward + [Flatten(), Dense(settings.hiddenCount), Activation(.rectifier)])
  let opening: [any Layer] = [
    Dense(settings.hiddenCount), Activation(.rectifier), Dense(side * side * inner),
    Activation(.rectifier), Reshape(height: side, width: side, channels: inner),
  ]
  let layers =
    opening + doublingConvolutions(channels.dropLast().reversed())
    + [TransposedConvolution(shape[2], kernel: 4, stride: 2, padding: padding)]
    + (settings.outputActivation.map { [Activation($0)] } ?? [])
  let decoder = try Network(inputShape: [settings.latentCount], name: "decoder", layers: layers)
  return try Architecture(name: "padded", encoder: encoder, decoder: decoder)
}
