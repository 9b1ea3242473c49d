package import Datasets

/// What a file contains about its model besides the weights; every part is optional.
package struct ModelFacts: Sendable {
  /// The training objective.
  package var objective: Objective?
  /// The description of the samples.
  package var data: DataDescription?
  /// The statistics of the latents over the data.
  package var statistics: LatentStatistics?
  /// A few test samples with their posteriors.
  package var gallery: Gallery?
  /// How the model was trained.
  package var training: TrainingSummary?
  /// Which latents do not move freely; `nil` where all do.
  package var constraints: LatentConstraints?
  /// Where a model of another program comes from; `nil` for models of this one.
  package var origin: ModelOrigin?

  /// Creates facts; those not given are unknown.
  package init(
    objective: Objective? = nil, data: DataDescription? = nil, statistics: LatentStatistics? = nil,
    gallery: Gallery? = nil, training: TrainingSummary? = nil,
    constraints: LatentConstraints? = nil, origin: ModelOrigin? = nil
  ) {
    self.objective = objective
    self.data = data
    self.statistics = statistics
    self.gallery = gallery
    self.training = training
    self.constraints = constraints
    self.origin = origin
  }
}
