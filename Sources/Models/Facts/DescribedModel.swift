package import Datasets
import Tensors

/// A model with the facts in its file: the input of every command, whatever the file's format.
package struct DescribedModel: Sendable {
  /// The model.
  package let model: Model
  /// The facts in its file.
  package let facts: ModelFacts
  /// The description of the samples: that of the file, or a default made from the samples' shape.
  package let data: DataDescription

  /// Combines a model and its facts, which must describe the same model.
  package init(_ model: Model, facts: ModelFacts = ModelFacts()) {
    if let statistics = facts.statistics {
      precondition(
        statistics.mean.count == model.latentCount,
        "DescribedModel: \(model.latentCount) latents, statistics of \(statistics.mean.count)")
    }
    if let gallery = facts.gallery {
      precondition(
        Array(gallery.samples.shape.dropFirst()) == model.sampleShape,
        "DescribedModel: samples \(model.sampleShape), gallery \(gallery.samples.shape)")
    }
    let problem = facts.constraints?.problem(latentCount: model.latentCount)
    precondition(problem == nil, "DescribedModel: \(model.latentCount) latents, \(problem ?? "")")
    let data = facts.data ?? DataDescription(ofSamples: model.sampleShape)
    precondition(
      model.output != .sample || data.shape == model.sampleShape,
      "DescribedModel: samples \(model.sampleShape), data \(data.shape)")
    self.model = model
    self.facts = facts
    self.data = data
  }

  /// The parts that are present.
  package var parts: Set<ModelPart> {
    Set(ModelPart.allCases.filter { $0.isPresent(in: self) })
  }

  /// Checks that all required parts are present.
  ///
  /// - Parameters:
  ///   - needs: The parts, in the order in which they are checked.
  ///   - user: What needs them, for example the name of a command.
  ///   - path: The file.
  /// - Throws: ``MissingPart`` for the first that is missing.
  package func require(
    _ needs: [ModelPart], for user: String, in path: String
  ) throws(MissingPart) {
    guard let missing = needs.first(where: { !$0.isPresent(in: self) }) else { return }
    throw MissingPart(path: path, user: user, part: missing, found: parts)
  }
}
