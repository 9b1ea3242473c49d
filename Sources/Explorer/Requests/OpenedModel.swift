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
  /// The factor that each latent follows, where that is known; otherwise as many `nil`s.
  public var latentNames: [String?]

  /// Creates the facts of a model, all parts of which must agree on the number of latents.
  public init(
    path: String, title: String, training: TrainingSummary, sampleShape: [Int],
    data: DataDescription, statistics: LatentStatistics, gallery: Gallery,
    latentNames: [String?] = []
  ) {
    latentCount = statistics.mean.count
    precondition(
      latentCount >= 1 && sampleShape.count == 3 && sampleShape.allSatisfy { $0 >= 1 }
        && (gallery.count == 0 || gallery.means.shape == [gallery.count, latentCount])
        && (latentNames.isEmpty || latentNames.count == latentCount),
      "OpenedModel: \(latentCount) latents, samples \(sampleShape), codes \(gallery.means.shape)")
    self.path = path
    self.title = title
    self.training = training
    self.sampleShape = sampleShape
    self.data = data
    self.statistics = statistics
    self.gallery = gallery
    self.latentNames =
      latentNames.isEmpty ? Array(repeating: nil, count: statistics.mean.count) : latentNames
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

  /// Creates the facts of a data set.
  public init(path: String, count: Int, description: DataDescription) {
    self.path = path
    self.count = count
    self.description = description
  }
}
