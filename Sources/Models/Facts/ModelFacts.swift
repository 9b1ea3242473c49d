package import Datasets

/// What a file says of its model beside the weights; every part may be missing.
package struct ModelFacts: Sendable {
  /// What was minimised.
  package var objective: Objective?
  /// What the samples are.
  package var data: DataDescription?
  /// What the latents do over the data.
  package var statistics: LatentStatistics?
  /// A few test samples with their posteriors.
  package var gallery: Gallery?
  /// How the model was trained.
  package var training: TrainingSummary?

  /// Creates facts; what is not given is not known.
  package init(
    objective: Objective? = nil, data: DataDescription? = nil, statistics: LatentStatistics? = nil,
    gallery: Gallery? = nil, training: TrainingSummary? = nil
  ) {
    self.objective = objective
    self.data = data
    self.statistics = statistics
    self.gallery = gallery
    self.training = training
  }
}
