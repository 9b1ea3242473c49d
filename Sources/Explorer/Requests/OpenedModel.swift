package import Datasets
package import Models
import Tensors

/// What the explorer knows about an open model; the weights stay with the engine.
package struct OpenedModel: Sendable, Equatable {
  /// The file that the model came from.
  package var path: String
  /// A short name, for example the file's name without its extension.
  package var title: String
  /// How the model was trained.
  package var training: TrainingSummary
  /// The number of latents, from 1.
  package var latentCount: Int
  /// The shape of one sample, `[height, width, channels]`.
  package var sampleShape: [Int]
  /// What the samples are.
  package var data: DataDescription
  /// What the latents do over the data.
  package var statistics: LatentStatistics
  /// The samples that travel with the model.
  package var gallery: Gallery
  /// The latents that training tied to known factors.
  package var tied: TiedLatents
  /// What the simulator behind the data can be asked for; `nil` when no generator of this program made the data.
  package var simulator: SimulatorFacts?
  /// Whether decoded elements are the chances of ones in data of zeros and ones.
  package var decodesChances: Bool

  /// Creates the facts of a model, all parts of which must agree on the number of latents.
  package init(
    path: String, title: String, training: TrainingSummary, sampleShape: [Int],
    data: DataDescription, statistics: LatentStatistics, gallery: Gallery,
    tied: TiedLatents = .none, simulator: SimulatorFacts? = nil, decodesChances: Bool = false
  ) {
    latentCount = statistics.mean.count
    precondition(
      latentCount >= 1 && sampleShape.count == 3 && sampleShape.allSatisfy { $0 >= 1 }
        && (gallery.count == 0 || gallery.means.shape == [gallery.count, latentCount])
        && (0...latentCount).contains(tied.count),
      "OpenedModel: \(latentCount) latents, samples \(sampleShape), codes \(gallery.means.shape)")
    self.path = path
    self.title = title
    self.training = training
    self.sampleShape = sampleShape
    self.data = data
    self.statistics = statistics
    self.gallery = gallery
    self.tied = tied
    self.simulator = simulator
    self.decodesChances = decodesChances
  }
}

/// The latents, from the first on, whose prior is centred on a known factor scaled to 0...1.
package struct TiedLatents: Sendable, Equatable {
  /// How many there are.
  package var count: Int
  /// The standard deviation of their prior about the factor.
  package var priorWidth: Double

  /// All latents have the standard prior.
  package static let none = TiedLatents(count: 0, priorWidth: 1)

  /// Creates the facts of tied latents.
  package init(count: Int, priorWidth: Double) {
    self.count = count
    self.priorWidth = priorWidth
  }
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
