import Datasets
import Tensors

/// An optional part of a model or its file; commands, screens and studies list those they need.
package enum ModelPart: String, CaseIterable, Sendable {
  /// The decoder outputs samples, not classes.
  case samples
  /// Samples can be encoded.
  case encoder
  /// The statistics of the latents over the data.
  case statistics
  /// Codes of many samples.
  case codes
  /// A few test samples.
  case gallery
  /// The objective: likelihood and prior.
  case objective
  /// The description of the samples.
  case dataDescription = "data_description"
  /// Known factors behind the samples.
  case factors
  /// A simulator of this program that makes such samples.
  case generator
  /// How the model was trained.
  case training

  /// The part with its article, for messages.
  package var phrase: String {
    switch self {
    case .samples: "a decoder of samples"
    case .encoder: "an encoder"
    case .statistics: "statistics of the latents"
    case .codes: "codes of samples"
    case .gallery: "a gallery of samples"
    case .objective: "an objective"
    case .dataDescription: "a description of the data"
    case .factors: "known factors"
    case .generator: "a simulator of the data"
    case .training: "a record of the training"
    }
  }

  /// Whether a model has the part.
  func isPresent(in described: DescribedModel) -> Bool {
    let facts = described.facts
    return switch self {
    case .samples: described.model.output == .sample
    case .encoder: described.model.hasEncoder
    case .statistics: facts.statistics != nil
    case .codes: (facts.statistics?.codes.rowCount ?? 0) > 0
    case .gallery: (facts.gallery?.count ?? 0) > 0
    case .objective: facts.objective != nil
    case .dataDescription: facts.data != nil
    case .factors: facts.data?.factors.isEmpty == false
    case .generator: facts.data.map { ReferenceSimulator($0) != nil } ?? false
    case .training: facts.training != nil
    }
  }

  /// The parts that are present, in a few words: "a decoder only".
  package static func summary(of parts: Set<ModelPart>) -> String {
    let others: [ModelPart] = [.encoder, .statistics, .gallery, .objective, .dataDescription]
    let found = others.filter(parts.contains).map(\.phrase)
    let decoder = parts.contains(.samples) ? "a decoder" : "a decoder of classes"
    guard let last = found.last else { return decoder + " only" }
    return ([decoder] + found.dropLast()).joined(separator: ", ") + " and " + last
  }
}

/// A required part is not in a model's file.
package struct MissingPart: Error, Equatable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// What needs the part.
  package let user: String
  /// What is missing.
  package let part: ModelPart
  /// The parts that are present.
  package let found: Set<ModelPart>

  /// Creates the error.
  package init(path: String, user: String, part: ModelPart, found: Set<ModelPart>) {
    self.path = path
    self.user = user
    self.part = part
    self.found = found
  }

  /// The error in one line.
  package var description: String {
    "\(path): \(user) needs \(part.phrase), and the file has \(ModelPart.summary(of: found))"
  }
}
