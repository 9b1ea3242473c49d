import Datasets
import Models
import Networks
import Storage

extension Recipe {
  /// The passes over the training samples; an objective with weights in closed form needs one.
  package var plannedEpochs: Int { objectiveKind.fit == nil ? training.epochs : 1 }

  /// The architecture for samples of a shape.
  ///
  /// - Parameter sampleShape: `[height, width, channels]`.
  /// - Returns: The networks.
  /// - Throws: `TrainingError.network` when the family does not support such samples.
  func architecture(sampleShape: [Int]) throws(TrainingError) -> Architecture {
    guard let family = ArchitectureFamily.named(network.name) else {
      preconditionFailure("Recipe: architecture \(network.name) passed the reader")
    }
    let settings = ArchitectureFamily.Settings(
      sampleShape: sampleShape, latentCount: network.latents, heads: objectiveKind.latents.heads,
      channels: network.channels.isEmpty ? family.defaultChannels : network.channels,
      hiddenCount: network.hidden == 0 ? family.defaultHiddenCount : network.hidden,
      outputActivation: outputActivation(of: family))
    do {
      return try family.architecture(settings)
    } catch {
      throw .network("\(error)")
    }
  }

  /// The objective for a data set.
  ///
  /// - Parameters:
  ///   - dataset: The samples, whose factors latents may be tied to.
  ///   - transform: The map to the encoder's input.
  /// - Returns: The objective, with the ranges of its factors over the data set.
  /// - Throws: `TrainingError` when the objective does not suit the data.
  func trainingObjective(
    for dataset: Dataset, transform: PixelTransform
  ) throws(TrainingError) -> Objective {
    let ends = [transform.minimum, transform.maximum].map(transform.networkInput)
    try objectiveKind.check(self, dataset.description)
    return try objectiveKind.make(
      ObjectiveKind.Request(
        recipe: self, likelihood: likelihood(on: transform), dataset: dataset,
        inputRange: min(ends[0], ends[1])...max(ends[0], ends[1])))
  }

  private func likelihood(on transform: PixelTransform) -> any Likelihood {
    var settings = likelihoodSettings
    settings["variance"] = settings["variance"].map(transform.networkVariance)
    return likelihoodType.init(settings: settings)
  }

  /// The likelihood used in place of the objective's in one step of a run; `nil` for the objective's own.
  func substituteLikelihood(step: Int, stepsPerEpoch: Int) -> (any Likelihood)? {
    likelihoodType.substitute(
      settings: likelihoodSettings, step: step, stepsPerEpoch: stepsPerEpoch)
  }

  /// The optimiser.
  var adam: Adam {
    Adam(
      learningRate: optimizer.learningRate, firstDecay: optimizer.decays[0],
      secondDecay: optimizer.decays[1], epsilon: optimizer.epsilon,
      gradientClip: optimizer.gradientClip > 0 ? optimizer.gradientClip : nil)
  }

  private func outputActivation(of family: ArchitectureFamily) -> Activation.Function? {
    guard network.output == "automatic" else {
      return Activation.Function(rawValue: network.output)
    }
    if family.isLinear { return nil }
    return switch data.pixels {
    case .asinh, .paper: .sigmoid
    case .anscombe, .poisson, .identity, .binary: nil
    }
  }
}

extension PixelMode {
  /// The meaning of the decoder's output in this mode.
  var output: OutputMeaning {
    switch self {
    case .asinh, .anscombe, .paper, .identity: .value
    case .poisson: .logRate
    case .binary: .logit
    }
  }

  /// The names of the likelihoods with the same meaning of the decoder's output.
  var likelihoods: [String] {
    LikelihoodRegistry.all.filter { $0.output == output }.map { $0.name }
  }
}

extension Recipe {
  /// The objective that the recipe names.
  var objectiveKind: ObjectiveKind {
    guard let kind = ObjectiveKind.named(objective.name) else {
      preconditionFailure("Recipe: objective \(objective.name) passed the reader")
    }
    return kind
  }

  /// The name of the likelihood; where none is chosen, the pixel mode's default.
  var likelihoodName: String {
    guard objective.likelihood == "automatic" else { return objective.likelihood }
    return switch data.pixels {
    case .asinh, .anscombe, .identity: GaussianLikelihood.name
    case .poisson: PoissonLikelihood.name
    case .binary: BernoulliLikelihood.name
    case .paper: LogarithmicLikelihood.name
    }
  }

  private var likelihoodType: any Likelihood.Type {
    guard let type = LikelihoodRegistry.likelihood(named: likelihoodName) else {
      preconditionFailure("Recipe: likelihood \(likelihoodName) passed the reader")
    }
    return type
  }

  private var likelihoodSettings: [String: Double] {
    Dictionary(
      uniqueKeysWithValues: likelihoodType.settings.map { ($0.name, number($0.name)) })
  }

  /// The settings of the objective and of its likelihood, in the order of a written recipe.
  var objectiveSettings: [ObjectiveSetting] {
    objectiveKind.settings + ObjectiveSetting.settings(of: likelihoodType)
  }

  /// A setting of the objective or its likelihood; `nil` where they have no such setting.
  func objectiveValue(_ key: String) -> TOMLValue? {
    guard let setting = objectiveSettings.first(where: { $0.key == key }) else { return nil }
    return objective.settings[key] ?? setting.defaultValue
  }

  /// A number among the settings of the objective or its likelihood; 0 where they have no such setting.
  package func number(_ key: String) -> Double { objectiveValue(key)?.double ?? 0 }

  /// A text among the settings of the objective; empty where it has no such setting.
  package func text(_ key: String) -> String {
    if case .text(let text) = objectiveValue(key) { text } else { "" }
  }

  /// A list of names among the settings of the objective; empty where it has no such setting.
  package func texts(_ key: String) -> [String] { objectiveValue(key)?.texts ?? [] }
}
