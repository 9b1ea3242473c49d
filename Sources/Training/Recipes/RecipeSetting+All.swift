import Datasets
import Models
import Networks

extension RecipeSetting {
  /// Every setting except those of generators, objectives and likelihoods, in the order of a written recipe.
  static var all: [RecipeSetting] {
    [
      .choice("data.generator", \.data.generator, of: DatasetGenerators.names),
      .text("data.file", \.data.file),
      .pixelMode("data.pixels", \.data.pixels),
      .number("data.softening", \.data.softening, 1e-6...1e12),
      .integer("data.split_seed", \.data.splitSeed, 0...Int.max),

      .choice("network.name", \.network.name, of: ArchitectureFamily.all.map(\.name)),
      .integer("network.latents", \.network.latents, 1...512),
      .channels("network.channels", \.network.channels),
      .integer("network.hidden", \.network.hidden, 0...65536),
      .choice("network.output", \.network.output, of: ["automatic", "none"] + activations),

      .choice("objective.name", \.objective.name, of: ObjectiveKind.all.map(\.name)),
      .choice(
        "objective.likelihood", \.objective.likelihood,
        of: ["automatic"] + LikelihoodRegistry.all.map { $0.name }),
      .choice(
        "objective.reduction", \.objective.reduction,
        of: ["automatic"] + Objective.Reduction.allCases.map(\.rawValue)),

      .number("optimizer.learning_rate", \.optimizer.learningRate, 1e-12...1e3),
      .number("optimizer.decay_epochs", \.optimizer.decayEpochs, 0...1e6),
      .decays("optimizer.betas", \.optimizer.decays),
      .number("optimizer.epsilon", \.optimizer.epsilon, 1e-30...1),
      .number("optimizer.gradient_clip", \.optimizer.gradientClip, 0...1e12),

      .integer("training.batch", \.training.batch, 1...65536),
      .integer("training.epochs", \.training.epochs, 1...1_000_000),
      .integer("training.seed", \.training.seed, 0...Int.max),
      .integer("training.threads", \.training.threads, 0...1024),
      .integer("training.log_steps", \.training.logSteps, 1...1_000_000),
      .integer("training.validation_epochs", \.training.validationEpochs, 0...1_000_000),
      .integer("training.checkpoint_epochs", \.training.checkpointEpochs, 0...1_000_000),
      .number("training.checkpoint_seconds", \.training.checkpointSeconds, 0...1e9),
    ]
  }

  private static let activations = Activation.Function.allCases.map(\.rawValue)
}
