package import Datasets
package import Models
import Tensors

/// The facts about an open model that the explorer uses; the weights stay in the engine.
///
/// Drawing copies it many times per frame, so all facts share one reference.
@dynamicMemberLookup
package struct OpenedModel: Sendable, Equatable {
  /// The facts.
  package struct Facts: Sendable, Equatable {
    /// The file that the model came from.
    package var path: String
    /// A short name, for example the file's name without its extension.
    package var title: String
    /// The optional parts that the file contains.
    package var parts: Set<ModelPart>
    /// The record of the training; `nil` where the file has none.
    package var training: TrainingSummary?
    /// The number of latents, from 1.
    package var latentCount: Int
    /// The shape of one sample, `[height, width, channels]`.
    package var sampleShape: [Int]
    /// The description of the samples, from the file or from their shape.
    package var data: DataDescription
    /// The statistics of the latents over the data; `nil` where they are unknown.
    package var statistics: LatentStatistics?
    /// The gallery in the model's file, if any.
    package var gallery: Gallery?
    /// The family of the latents, with their prior.
    package var latents: Latents
    /// The factors that the first latents are tied to, as positions in the description; `nil` for one that is not described.
    package var tiedFactors: [Int?]
    /// The facts about the simulator of the data; `nil` when the data are not from a generator of this
    /// program.
    package var simulator: SimulatorFacts?
    /// Which latents do not move freely; `nil` where all do.
    package var constraints: LatentConstraints?
    /// Whether decoded elements are the probabilities of ones in binary data.
    package var decodesChances: Bool
  }

  private var facts: Shared

  /// Creates the facts of a model, all parts of which must agree on the number of latents.
  package init(
    path: String, title: String, latentCount: Int, sampleShape: [Int], data: DataDescription,
    parts: Set<ModelPart>, training: TrainingSummary? = nil, statistics: LatentStatistics? = nil,
    gallery: Gallery? = nil, latents: Latents = Latents(GaussianLatents()),
    tiedFactors: [Int?] = [], simulator: SimulatorFacts? = nil,
    constraints: LatentConstraints? = nil, decodesChances: Bool = false
  ) {
    let codes = gallery?.means.shape ?? [0, latentCount]
    precondition(
      latentCount >= 1 && sampleShape.count == 3 && sampleShape.allSatisfy { $0 >= 1 }
        && (codes[0] == 0 || codes[1] == latentCount)
        && (statistics?.mean.count ?? latentCount) == latentCount
        && (latents.family as? TiedLatents)?.count ?? 0 <= latentCount
        && constraints?.problem(latentCount: latentCount) == nil,
      "OpenedModel: \(latentCount) latents, samples \(sampleShape), codes \(codes)")
    facts = Shared(
      Facts(
        path: path, title: title, parts: parts, training: training, latentCount: latentCount,
        sampleShape: sampleShape, data: data, statistics: statistics, gallery: gallery,
        latents: latents, tiedFactors: tiedFactors, simulator: simulator,
        constraints: constraints, decodesChances: decodesChances))
  }

  /// One of the facts.
  package subscript<Value>(dynamicMember fact: WritableKeyPath<Facts, Value>) -> Value {
    get { facts.value[keyPath: fact] }
    set { self = changed { $0[keyPath: fact] = newValue } }
  }

  /// The facts after a change of any number of them: what follows from them is derived once.
  package func changed(_ change: (inout Facts) -> Void) -> OpenedModel {
    var (model, changed) = (self, facts.value)
    change(&changed)
    model.facts = Shared(changed)
    return model
  }

  /// Whether all facts are equal.
  package static func == (first: OpenedModel, second: OpenedModel) -> Bool {
    first.facts === second.facts || first.facts.value == second.facts.value
  }

  /// What every latent carries, which decides its name and its unit.
  package var roles: [LatentRole] { facts.roles }

  /// The facts in shared storage, with what is derived from them once.
  private final class Shared: Sendable {
    let value: Facts
    let roles: [LatentRole]

    init(_ value: Facts) {
      self.value = value
      roles = LatentRole.roles(
        latentCount: value.latentCount, statistics: value.statistics, factors: value.data.factors,
        tied: value.tiedFactors, gallery: value.gallery)
    }
  }
}

extension OpenedModel {
  /// Why required parts are missing; `nil` when all are present.
  package func lack(of needs: [ModelPart]) -> String? {
    guard let missing = needs.first(where: { !self.parts.contains($0) }) else { return nil }
    return "needs \(missing.phrase), and the model has \(ModelPart.summary(of: self.parts))"
  }

  /// The number of first latents that are tied to known factors.
  package var tiedCount: Int { (self.latents.family as? TiedLatents)?.count ?? 0 }

  /// Whether the file states the prior; otherwise a standard normal one is assumed.
  package var statesPrior: Bool { self.parts.contains(.objective) }
}

/// The facts about the simulator of a data set.
package struct SimulatorFacts: Sendable, Equatable {
  /// Whether samples are sorted events from a known density.
  package var knowsDensity: Bool

  /// Creates the facts of a simulator.
  package init(knowsDensity: Bool) {
    self.knowsDensity = knowsDensity
  }
}

/// The facts about an open data set that the explorer uses; the samples stay in the engine.
package struct OpenedData: Sendable, Equatable {
  /// The file that the samples came from.
  package var path: String
  /// The number of samples.
  package var count: Int
  /// The description of the samples.
  package var description: DataDescription
  /// The assumptions made when reading it, one sentence each.
  package var notes: [String]

  /// Creates the facts of a data set.
  package init(path: String, count: Int, description: DataDescription, notes: [String] = []) {
    self.path = path
    self.count = count
    self.description = description
    self.notes = notes
  }
}
