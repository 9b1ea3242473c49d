/// The purpose of a stream of random numbers; each purpose has its own numbers for the same seed.
package enum RandomStream: UInt32, Sendable, CaseIterable {
  /// Initial weights; step = parameter.
  case weights = 1
  /// The order of the training samples; step = epoch.
  case shuffle
  /// Reparametrisation noise; step = training step, row = position in the batch.
  case latentNoise
  /// The design of a simulated data set; step = factor.
  case design
  /// Measurement noise of a simulated sample; row = sample.
  case measurement
  /// Which samples are for training, validation and test.
  case split
  /// Points drawn from the prior or the data by the explorer; step = draw.
  case exploration
  /// Draws by metrics: permutations and subsets of samples; step = metric.
  case analysis
  /// Initial positions of the points of a map, and their perturbations; step = perturbation, row = point.
  case embedding
  /// Points of the latent space drawn to probe a model; step = way of drawing, row = point.
  case probing
  /// Draws from posteriors for importance-sampled likelihoods; step = group of samples, row = sample.
  case importance
  /// What a denoising autoencoder has to undo; step = training step, row = position in the batch.
  case corruption
  /// Moves of particles from a given configuration; step = sweep, row = configuration.
  case thermalization
}
