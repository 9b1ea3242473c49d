public import Datasets
public import Models
import Tensors

/// What the explorer knows about an open model; the weights stay with the engine.
public struct OpenedModel: Sendable, Equatable {
  /// The file that the model came from.
  public var path: String
  /// A short name, for example the file's name without its extension.
  public var title: String
  /// How the model was trained.
  public var training: TrainingSummary
  /// The number of latents, from 1.
  public var latentCount: Int
  /// The shape of one sample, `[height, width, channels]`.
  public var sampleShape: [Int]
  /// What the samples are.
  public var data: DataDescription
  /// What the latents do over the data.
  public var statistics: LatentStatistics
  /// The samples that travel with the model.
  public var gallery: Gallery
  /// The latents that training tied to known factors.
  public var tied: TiedLatents
  /// What the simulator behind the data can be asked for; `nil` when no generator of this program made the data.
  public var simulator: SimulatorFacts?
  /// Whether decoded elements are the chances of ones in data of zeros and ones.
  public var decodesChances: Bool

  /// Creates the facts of a model, all parts of which must agree on the number of latents.
  public init(
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
public struct TiedLatents: Sendable, Equatable {
  /// How many there are.
  public var count: Int
  /// The standard deviation of their prior about the factor.
  public var priorWidth: Double

  /// All latents have the standard prior.
  public static let none = TiedLatents(count: 0, priorWidth: 1)

  /// Creates the facts of tied latents.
  public init(count: Int, priorWidth: Double) {
    self.count = count
    self.priorWidth = priorWidth
  }
}

/// What the simulator behind a data set can be asked for.
public struct SimulatorFacts: Sendable, Equatable {
  /// Whether samples are the sorted events of a density that is known.
  public var knowsDensity: Bool

  /// Creates the facts of a simulator.
  public init(knowsDensity: Bool) {
    self.knowsDensity = knowsDensity
  }
}

/// What the explorer knows about an open data set; the samples stay with the engine.
public struct OpenedData: Sendable, Equatable {
  /// The file that the samples came from.
  public var path: String
  /// The number of samples.
  public var count: Int
  /// What the samples are.
  public var description: DataDescription
  /// What was guessed when it was read, a sentence each.
  public var notes: [String]

  /// Creates the facts of a data set.
  public init(path: String, count: Int, description: DataDescription, notes: [String] = []) {
    self.path = path
    self.count = count
    self.description = description
    self.notes = notes
  }
}
