import Datasets
import Networks

/// What a model's decoder outputs.
package enum ModelOutput: Sendable, Equatable {
  /// A sample, `[height, width, channels]`, of the same shape as the encoder's input, if there is an encoder.
  case sample
  /// One number per class, in the order of these names, `[classes]`.
  case classes([String])

  /// Checks that a decoder's output has this form.
  func check(
    _ decoder: Network, encoder: Network?, of name: String
  ) throws(NetworkError) {
    switch self {
    case .sample:
      guard decoder.outputShape.count == 3 else {
        throw .shapeMismatch(
          layer: "\(name) decoder", expected: "an output of [height, width, channels]",
          found: [decoder.outputShape])
      }
      guard let encoder, decoder.outputShape != encoder.inputShape else { return }
      throw .shapeMismatch(
        layer: "\(name) decoder", expected: "an output like the encoder's input",
        found: [decoder.outputShape, encoder.inputShape])
    case .classes(let names):
      guard decoder.outputShape == [names.count] else {
        throw .shapeMismatch(
          layer: "\(name) decoder", expected: "an output of [\(names.count) classes]",
          found: [decoder.outputShape])
      }
    }
  }
}

extension ModelOutput: Codable {
  private enum Key: String, CodingKey {
    case classes
  }

  /// Reads the names of classes, which must be distinct.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self = .classes(
      try container.decode(.classes, expecting: "names of classes, each once") {
        (names: [String]) in !names.isEmpty && Set(names).count == names.count
      })
  }

  /// Writes the names of classes; a sample has none.
  package func encode(to encoder: any Encoder) throws {
    guard case .classes(let names) = self else { return }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(names, forKey: .classes)
  }
}
