package import Datasets
import Tensors

/// A trained model with all that is needed to explore it: one file that opens alone.
package struct Checkpoint: Sendable {
  /// The model.
  package let model: Model
  /// What was minimised.
  package let objective: Objective
  /// What the samples are.
  package let data: DataDescription
  /// What the latents do over the data.
  package let statistics: LatentStatistics
  /// A few test samples.
  package let gallery: Gallery
  /// How the model was trained.
  package let training: TrainingSummary

  /// Creates a checkpoint; all parts must describe the same model.
  package init(
    model: Model, objective: Objective, data: DataDescription, statistics: LatentStatistics,
    gallery: Gallery, training: TrainingSummary
  ) {
    precondition(
      statistics.mean.count == model.latentCount && data.shape == model.sampleShape
        && Array(gallery.samples.shape.dropFirst()) == model.sampleShape,
      "Checkpoint: \(model.latentCount) latents of \(model.sampleShape), statistics of "
        + "\(statistics.mean.count), data \(data.shape), gallery \(gallery.samples.shape)")
    self.model = model
    self.objective = objective
    self.data = data
    self.statistics = statistics
    self.gallery = gallery
    self.training = training
  }
}
