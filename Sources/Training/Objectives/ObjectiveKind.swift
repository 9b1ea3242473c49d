package import Datasets
package import Models
package import Networks
package import Tensors

/// An objective that a recipe may name: its own settings, and how it becomes what is minimised on a data set.
///
/// A new objective is one new file and one line in ``all``.
package struct ObjectiveKind: Sendable {
  /// What an objective is made from.
  package struct Request: Sendable {
    /// The recipe, whose settings of the objective are all allowed ones.
    package let recipe: Recipe
    /// How probable a sample is, as the recipe says.
    package let likelihood: any Likelihood
    /// The samples.
    package let dataset: Dataset
    /// The least and the largest number that the encoder reads.
    package let inputRange: ClosedRange<Float>

    /// How the elements of a sample enter the loss: as the recipe says, or else as the objective wants it.
    package func reduction(_ automatic: Objective.Reduction = .sum) -> Objective.Reduction {
      Objective.Reduction(rawValue: recipe.objective.reduction) ?? automatic
    }
  }

  /// What a setting must be for the objective.
  struct Rule: Sendable {
    /// The setting by its name in recipes.
    let setting: String
    /// What it must be, for people.
    let expected: String
    /// What it is where that is wrong; `nil` where it is right.
    let fault: @Sendable (Recipe) -> String?
  }

  /// Weights in closed form, from what the encoder reads of samples, `[samples, elements]`.
  package typealias Fit = @Sendable (Tensor, Architecture, WorkerTeam) -> [Float]

  /// The name in recipes.
  package let name: String
  /// What it is, in one sentence.
  package let summary: String
  /// The family of its latents.
  package let latents: any LatentFamily.Type
  /// Its own settings, in the order of a written recipe.
  package let settings: [ObjectiveSetting]
  /// What other settings must be.
  var rules: [Rule] = []
  /// Refuses what can be known to be wrong before there are samples.
  var check: @Sendable (Recipe, DataDescription) throws(TrainingError) -> Void = {
    (_, _) throws(TrainingError) in
  }
  /// What is minimised on a data set.
  let make: @Sendable (Request) throws(TrainingError) -> Objective
  /// The name of what was made, for people.
  let title: @Sendable (Objective) -> String
  /// Finds the weights at once, in place of training; `nil` where they are trained.
  var fit: Fit?

  /// Creates an objective that is trained step by step.
  package init(
    name: String, summary: String, latents: any LatentFamily.Type, settings: [ObjectiveSetting],
    make: @escaping @Sendable (Request) throws(TrainingError) -> Objective,
    title: @escaping @Sendable (Objective) -> String
  ) {
    self.name = name
    self.summary = summary
    self.latents = latents
    self.settings = settings
    self.make = make
    self.title = title
  }

  /// Objectives that a caller adds for as long as a call takes, as tests do.
  @TaskLocal package static var guests: [ObjectiveKind] = []

  private static let own: [ObjectiveKind] = [
    .betaVAE, .auxVAE, .autoencoder, .denoising, .principalComponents,
  ]

  /// The objectives there are.
  package static var all: [ObjectiveKind] { own + guests }

  /// The objective with a name.
  package static func named(_ name: String) -> ObjectiveKind? { all.first { $0.name == name } }
}

extension ObjectiveSetting {
  /// The weight of the divergence.
  static let beta = number(
    "beta", default: 1, 0...1e6, "The weight of the divergence from the prior.")
  /// The epochs in which it grows.
  static let warmUpEpochs = number(
    "warm_up_epochs", default: 0, 0...1e6,
    "The epochs over which the weight of the divergence grows linearly from 0 to `beta`.")
}
