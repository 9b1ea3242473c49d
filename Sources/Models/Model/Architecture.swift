package import Networks

/// The networks of a model, as data.
///
/// The decoder reads `[latents]` and its output is described by ``output``. The encoder, which is optional,
/// outputs the heads of a latent family one after the other, `[heads * latents]`.
package struct Architecture: Codable, Sendable, Equatable {
  /// The display name of the family.
  package let name: String
  /// From a sample to its posterior; `nil` in a decoder-only model.
  package let encoder: Network?
  /// From a latent point to the model's output.
  package let decoder: Network
  /// What the decoder outputs.
  package let output: ModelOutput

  /// Creates an architecture and checks that the networks fit each other.
  ///
  /// - Parameters:
  ///   - name: The name of the family.
  ///   - encoder: From a sample to `[heads * latents]`; `nil` where there is none.
  ///   - decoder: From `[latents]` to the output.
  ///   - output: What the decoder outputs; samples by default.
  /// - Throws: ``NetworkError/shapeMismatch(layer:expected:found:)`` when they do not fit, and
  ///   ``NetworkError/duplicateName(_:)`` when a node of one has the name of a node of the other.
  package init(
    name: String, encoder: Network?, decoder: Network, output: ModelOutput = .sample
  ) throws(NetworkError) {
    guard decoder.inputShape.count == 1, let latents = decoder.inputShape.first, latents > 0 else {
      throw .shapeMismatch(
        layer: "\(name) decoder", expected: "an input of [latents]", found: [decoder.inputShape])
    }
    if let encoder {
      guard encoder.outputShape.count == 1, encoder.outputShape[0] % latents == 0 else {
        throw .shapeMismatch(
          layer: "\(name) encoder", expected: "an output of [heads * latents]",
          found: [encoder.outputShape, decoder.inputShape])
      }
      guard encoder.inputShape.count == 3 else {
        throw .shapeMismatch(
          layer: "\(name) encoder", expected: "an input of [height, width, channels]",
          found: [encoder.inputShape])
      }
    }
    try output.check(decoder, encoder: encoder, of: name)
    let encoderNames = Set(encoder?.nodes.map(\.name) ?? [])
    if let shared = decoder.nodes.first(where: { encoderNames.contains($0.name) }) {
      throw .duplicateName(shared.name)
    }
    self.name = name
    self.encoder = encoder
    self.decoder = decoder
    self.output = output
  }

  /// The networks that are present, in the order in which their weights lie in memory.
  package var networks: [Network] { [encoder, decoder].compactMap(\.self) }

  /// The number of latent dimensions.
  package var latentCount: Int { decoder.inputShape[0] }

  /// The number of heads per latent in the encoder's output; `nil` without an encoder.
  package var headCount: Int? { encoder.map { $0.outputShape[0] / latentCount } }

  /// Height, width and channels of a sample: the encoder's input, or without an encoder the decoder's output.
  package var sampleShape: [Int] { encoder?.inputShape ?? decoder.outputShape }

  /// The multiply-adds with weights per sample of a training step: forward and all gradients except that of
  /// the sample, which is not needed.
  package var trainingProductCount: Int {
    (encoder?.trainingProductCount(needsInputGradient: false) ?? 0)
      + decoder.trainingProductCount(needsInputGradient: encoder != nil)
  }

  private enum Key: String, CodingKey {
    case name, encoder, decoder, output
  }

  /// Reads an architecture and checks that the networks fit each other; without an output the decoder outputs
  /// samples.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    try self.init(
      name: container.decode(String.self, forKey: .name),
      encoder: container.decodeIfPresent(Network.self, forKey: .encoder),
      decoder: container.decode(Network.self, forKey: .decoder),
      output: container.decodeIfPresent(ModelOutput.self, forKey: .output) ?? .sample)
  }

  /// Writes the name, the networks that are present, and the output where it is not a sample.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(self.encoder, forKey: .encoder)
    try container.encode(decoder, forKey: .decoder)
    if output != .sample { try container.encode(output, forKey: .output) }
  }
}
