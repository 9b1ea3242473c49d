import Datasets
import Models
import Networks

extension Recipe.ObjectiveSection {
  /// The objective that ties latents to factors.
  static let auxiliaryName = "aux-vae"
  /// The names of the objectives.
  static let names = ["beta-vae", auxiliaryName]
}

extension Recipe {
  /// The architecture for samples of a shape.
  ///
  /// - Parameter sampleShape: `[height, width, channels]`.
  /// - Returns: The networks with fresh parameters to come.
  /// - Throws: `TrainingError.network` when the family cannot make such samples.
  func architecture(sampleShape: [Int]) throws(TrainingError) -> Architecture {
    guard let family = ArchitectureFamily.named(network.name) else {
      preconditionFailure("Recipe: architecture \(network.name) passed the reader")
    }
    let settings = ArchitectureFamily.Settings(
      sampleShape: sampleShape, latentCount: network.latents,
      channels: network.channels.isEmpty ? family.defaultChannels : network.channels,
      hiddenCount: network.hidden == 0 ? family.defaultHiddenCount : network.hidden,
      outputActivation: outputActivation)
    do {
      return try family.architecture(settings)
    } catch {
      throw .network("\(error)")
    }
  }

  /// What is minimised on a data set.
  ///
  /// - Parameter dataset: The samples, whose factors latents may be tied to.
  /// - Returns: The objective, factors with their ranges over the data set.
  /// - Throws: `TrainingError.objective` when the factors cannot be tied to latents.
  func trainingObjective(for dataset: Dataset) throws(TrainingError) -> Objective {
    guard objective.name == ObjectiveSection.auxiliaryName else {
      return Objective(
        likelihood: likelihood, beta: objective.beta,
        reduction: Objective.Reduction(rawValue: objective.reduction) ?? .sum)
    }
    guard let form = AuxiliaryForm.named(objective.form) else {
      preconditionFailure("Recipe: form \(objective.form) passed the reader")
    }
    do {
      return Objective(
        likelihood: likelihood, beta: objective.beta,
        reduction: Objective.Reduction(rawValue: objective.reduction) ?? form.reduction,
        auxiliary: try AuxiliaryObjective(
          form: form, factors: objective.factors, of: dataset, latentCount: network.latents,
          priorWidth: objective.priorWidth, alignmentWeight: objective.alignmentWeight,
          independenceWeight: objective.independenceWeight))
    } catch {
      throw .objective(error)
    }
  }

  /// The optimiser.
  var adam: Adam {
    Adam(
      learningRate: optimizer.learningRate, firstDecay: optimizer.decays[0],
      secondDecay: optimizer.decays[1], epsilon: optimizer.epsilon,
      gradientClip: optimizer.gradientClip > 0 ? optimizer.gradientClip : nil)
  }

  private var outputActivation: Activation.Function? {
    guard network.output == "automatic" else {
      return Activation.Function(rawValue: network.output)
    }
    return switch data.pixels {
    case .asinh, .paper: .sigmoid
    case .poisson, .identity, .binary: nil
    }
  }

  private var likelihood: any Likelihood {
    switch likelihoodName {
    case BernoulliLikelihood.name: BernoulliLikelihood()
    case PoissonLikelihood.name: PoissonLikelihood()
    case LogarithmicLikelihood.name: LogarithmicLikelihood()
    default: GaussianLikelihood(variance: Float(objective.variance))
    }
  }

  private var likelihoodName: String {
    guard objective.likelihood == "automatic" else { return objective.likelihood }
    return switch data.pixels {
    case .asinh, .identity: GaussianLikelihood.name
    case .poisson: PoissonLikelihood.name
    case .binary: BernoulliLikelihood.name
    case .paper: LogarithmicLikelihood.name
    }
  }
}
