package import Networks

/// The two networks of an autoencoder, as data.
///
/// The encoder writes the heads of a latent family one after the other, `[heads * latents]`; the
/// decoder reads `[latents]` and writes a sample, `[height, width, channels]`.
package struct Architecture: Codable, Sendable, Equatable {
  /// The name of the family, for people.
  package let name: String
  /// From a sample to its posterior.
  package let encoder: Network
  /// From a latent point to a sample.
  package let decoder: Network

  /// Creates an architecture and checks that the networks fit each other.
  ///
  /// - Parameters:
  ///   - name: The name of the family.
  ///   - encoder: From a sample to `[heads * latents]`.
  ///   - decoder: From `[latents]` to a sample.
  /// - Throws: ``NetworkError/shapeMismatch(layer:expected:found:)`` when they do not fit, and
  ///   ``NetworkError/duplicateName(_:)`` when a node of one has the name of a node of the other.
  package init(name: String, encoder: Network, decoder: Network) throws(NetworkError) {
    guard decoder.inputShape.count == 1, let latents = decoder.inputShape.first, latents > 0,
      encoder.outputShape.count == 1, encoder.outputShape[0] % latents == 0
    else {
      throw .shapeMismatch(
        layer: "\(name) encoder", expected: "an output of [heads * latents]",
        found: [encoder.outputShape, decoder.inputShape])
    }
    guard encoder.inputShape.count == 3, decoder.outputShape == encoder.inputShape else {
      throw .shapeMismatch(
        layer: "\(name) decoder", expected: "an output like the encoder's input",
        found: [decoder.outputShape, encoder.inputShape])
    }
    let encoderNames = Set(encoder.nodes.map(\.name))
    if let shared = decoder.nodes.first(where: { encoderNames.contains($0.name) }) {
      throw .duplicateName(shared.name)
    }
    self.name = name
    self.encoder = encoder
    self.decoder = decoder
  }

  /// The number of latent dimensions.
  package var latentCount: Int { decoder.inputShape[0] }

  /// The number of heads that the encoder writes of every latent.
  package var headCount: Int? { encoder.outputShape[0] / latentCount }

  /// Height, width and channels of a sample.
  package var sampleShape: [Int] { encoder.inputShape }

  /// The multiply-adds with weights of one sample in a training step: forward and all gradients except
  /// that of the sample, which nobody asks for.
  package var trainingProductCount: Int {
    encoder.trainingProductCount(needsInputGradient: false)
      + decoder.trainingProductCount(needsInputGradient: true)
  }

  private enum Key: String, CodingKey {
    case name, encoder, decoder
  }

  /// Reads an architecture and checks that the networks fit each other.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    try self.init(
      name: container.decode(String.self, forKey: .name),
      encoder: container.decode(Network.self, forKey: .encoder),
      decoder: container.decode(Network.self, forKey: .decoder))
  }
}
