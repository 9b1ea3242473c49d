package import Networks

/// The two networks of an autoencoder, as data.
///
/// The encoder writes the posterior's means and log variances one after the other, `[2 latents]`; the
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
  ///   - encoder: From a sample to `[2 latents]`.
  ///   - decoder: From `[latents]` to a sample.
  /// - Throws: ``NetworkError/shapeMismatch(layer:expected:found:)`` when they do not fit, and
  ///   ``NetworkError/duplicateName(_:)`` when a node of one has the name of a node of the other.
  package init(name: String, encoder: Network, decoder: Network) throws(NetworkError) {
    guard decoder.inputShape.count == 1, let latents = decoder.inputShape.first, latents > 0,
      encoder.outputShape == [2 * latents]
    else {
      throw .shapeMismatch(
        layer: "\(name) encoder", expected: "an output of [2 latents]",
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
