package import Datasets
package import Models
import Tensors

/// What the explorer knows about an open model; the weights stay with the engine.
///
/// Whoever draws looks at it many times in a frame, so a copy is one reference, however much is known.
@dynamicMemberLookup
package struct OpenedModel: Sendable, Equatable {
  /// What is known.
  package struct Facts: Sendable, Equatable {
    /// The file that the model came from.
    package var path: String
    /// A short name, for example the file's name without its extension.
    package var title: String
    /// What the file has of a model.
    package var parts: Set<ModelPart>
    /// How the model was trained; `nil` where the file does not say.
    package var training: TrainingSummary?
    /// The number of latents, from 1.
    package var latentCount: Int
    /// The shape of one sample, `[height, width, channels]`.
    package var sampleShape: [Int]
    /// What the samples are, as the file or their shape says.
    package var data: DataDescription
    /// What the latents do over the data; `nil` where that is not known.
    package var statistics: LatentStatistics?
    /// The samples that travel with the model, if any.
    package var gallery: Gallery?
    /// The family of the latents, with their prior.
    package var latents: Latents
    /// What the simulator behind the data can be asked for; `nil` when no generator of this program made the data.
    package var simulator: SimulatorFacts?
    /// Whether decoded elements are the chances of ones in data of zeros and ones.
    package var decodesChances: Bool
  }

  private var facts: Shared

  /// Creates the facts of a model, all parts of which must agree on the number of latents.
  package init(
    path: String, title: String, latentCount: Int, sampleShape: [Int], data: DataDescription,
    parts: Set<ModelPart>, training: TrainingSummary? = nil, statistics: LatentStatistics? = nil,
    gallery: Gallery? = nil, latents: Latents = Latents(GaussianLatents()),
    simulator: SimulatorFacts? = nil,
    decodesChances: Bool = false
  ) {
    let codes = gallery?.means.shape ?? [0, latentCount]
    precondition(
      latentCount >= 1 && sampleShape.count == 3 && sampleShape.allSatisfy { $0 >= 1 }
        && (codes[0] == 0 || codes[1] == latentCount)
        && (statistics?.mean.count ?? latentCount) == latentCount
        && (latents.family as? TiedLatents)?.count ?? 0 <= latentCount,
      "OpenedModel: \(latentCount) latents, samples \(sampleShape), codes \(codes)")
    facts = Shared(
      Facts(
        path: path, title: title, parts: parts, training: training, latentCount: latentCount,
        sampleShape: sampleShape, data: data, statistics: statistics, gallery: gallery,
        latents: latents, simulator: simulator, decodesChances: decodesChances))
  }

  /// One of the facts.
  package subscript<Value>(dynamicMember fact: WritableKeyPath<Facts, Value>) -> Value {
    get { facts.value[keyPath: fact] }
    set {
      var changed = facts.value
      changed[keyPath: fact] = newValue
      facts = Shared(changed)
    }
  }

  /// Whether all facts are equal.
  package static func == (first: OpenedModel, second: OpenedModel) -> Bool {
    first.facts === second.facts || first.facts.value == second.facts.value
  }

  /// The facts on the heap.
  private final class Shared: Sendable {
    let value: Facts
    init(_ value: Facts) { self.value = value }
  }
}

extension OpenedModel {
  /// Why somebody who needs parts of a model cannot have them; `nil` when all are there.
  package func lack(of needs: [ModelPart]) -> String? {
    guard let missing = needs.first(where: { !self.parts.contains($0) }) else { return nil }
    return "needs \(missing.phrase), and the model has \(ModelPart.summary(of: self.parts))"
  }

  /// How many of the first latents training tied to known factors.
  package var tiedCount: Int { (self.latents.family as? TiedLatents)?.count ?? 0 }

  /// Whether the file says what its latents are drawn from; where not, a standard normal prior is assumed.
  package var statesPrior: Bool { self.parts.contains(.objective) }
}

/// What the simulator behind a data set can be asked for.
package struct SimulatorFacts: Sendable, Equatable {
  /// Whether samples are the sorted events of a density that is known.
  package var knowsDensity: Bool

  /// Creates the facts of a simulator.
  package init(knowsDensity: Bool) {
    self.knowsDensity = knowsDensity
  }
}

/// What the explorer knows about an open data set; the samples stay with the engine.
package struct OpenedData: Sendable, Equatable {
  /// The file that the samples came from.
  package var path: String
  /// The number of samples.
  package var count: Int
  /// What the samples are.
  package var description: DataDescription
  /// What was guessed when it was read, a sentence each.
  package var notes: [String]

  /// Creates the facts of a data set.
  package init(path: String, count: Int, description: DataDescription, notes: [String] = []) {
    self.path = path
    self.count = count
    self.description = description
    self.notes = notes
  }
}
