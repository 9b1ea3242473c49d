package import Datasets
package import Models
package import Networks
package import Tensors

/// An objective that a recipe may name: its settings, and how a loss on a data set is made from them.
///
/// A new objective is one new file and one line in ``all``.
package struct ObjectiveKind: Sendable {
  /// What an objective is made from.
  package struct Request: Sendable {
    /// The recipe, whose settings of the objective have been validated.
    package let recipe: Recipe
    /// The likelihood that the recipe names.
    package let likelihood: any Likelihood
    /// The samples.
    package let dataset: Dataset
    /// The smallest and the largest input of the encoder.
    package let inputRange: ClosedRange<Float>

    /// How the encoder's output becomes the variance of posteriors.
    var posteriorVariance: PosteriorVariance {
      PosteriorVariance(deviationFloor: recipe.number("deviation_floor"))
    }

    /// How the elements of a sample enter the loss: the recipe's choice, or else the objective's.
    package func reduction(_ automatic: Objective.Reduction = .sum) -> Objective.Reduction {
      Objective.Reduction(rawValue: recipe.objective.reduction) ?? automatic
    }
  }

  /// A requirement of the objective on another setting.
  struct Rule: Sendable {
    /// The setting by its name in recipes.
    let setting: String
    /// The expected value, for errors.
    let expected: String
    /// The value found if it is wrong; `nil` if it is right.
    let fault: @Sendable (Recipe) -> String?
  }

  /// Computes weights in closed form, from the encoder's input for samples, `[samples, elements]`.
  package typealias Fit = @Sendable (Tensor, Architecture, WorkerTeam) -> [Float]

  /// The name in recipes.
  package let name: String
  /// What is minimised, in Markdown.
  package let summary: String
  /// The family of its latents.
  package let latents: any LatentFamily.Type
  /// Its own settings, in the order of a written recipe.
  package let settings: [ObjectiveSetting]
  /// The requirements on other settings.
  var rules: [Rule] = []
  /// Rejects what can be rejected before there are samples.
  var check: @Sendable (Recipe, DataDescription) throws(TrainingError) -> Void = {
    (_, _) throws(TrainingError) in
  }
  /// Makes the objective for a data set.
  let make: @Sendable (Request) throws(TrainingError) -> Objective
  /// The display name of an objective.
  let title: @Sendable (Objective) -> String
  /// Computes the weights in closed form; `nil` where they are trained.
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

  /// Objectives added for the duration of a task, by tests.
  @TaskLocal package static var guests: [ObjectiveKind] = []

  private static let own: [ObjectiveKind] = [
    .betaVAE, .auxVAE, .autoencoder, .denoising, .principalComponents,
  ]

  /// All objectives.
  package static var all: [ObjectiveKind] { own + guests }

  /// The objective with a name.
  package static func named(_ name: String) -> ObjectiveKind? { all.first { $0.name == name } }
}

extension ObjectiveSetting {
  /// The weight of the divergence.
  static let beta = number(
    "beta", default: 1, 0...1e6,
    "the weight of the divergence")
  /// The smallest standard deviation of posteriors.
  static let deviationFloor = number(
    "deviation_floor", default: 0, 0...1,
    "the smallest standard deviation `f` of a posterior, whose variance is `exp(l) + f^2` with `l` the output of "
      + "the encoder; 0 for none but that of the clamp of `l` to -12...6, which is 0.0025")
  /// The epochs of its linear warm-up.
  static let warmUpEpochs = number(
    "warm_up_epochs", default: 0, 0...1e6,
    "epochs over which the weight of the divergence grows linearly from 0 to `beta`")
}
