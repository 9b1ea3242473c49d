import Datasets
import Models
import Networks

extension ObjectiveKind {
  /// The linear autoencoder of least squared error, in closed form.
  static let principalComponents: ObjectiveKind = {
    var kind = ObjectiveKind(
      name: "pca",
      summary:
        "the squared error over linear maps, in closed form: principal components of up to 32,768 "
        + "training samples; `epochs` and `[optimizer]` have no effect. It requires `network.name = "
        + "\"linear\"`, a Gaussian likelihood and the pixels `asinh`, `paper` or `identity`",
      latents: PointLatents.self, settings: [],
      make: { (request) throws(TrainingError) in
        Objective(
          likelihood: request.likelihood, reduction: request.reduction(), latents: PointLatents())
      },
      title: { _ in "PCA" })
    kind.rules = [
      ObjectiveKind.Rule(setting: "network.name", expected: "linear") { recipe in
        recipe.network.name == "linear" ? nil : recipe.network.name
      },
      ObjectiveKind.Rule(setting: "network.output", expected: "none or automatic") { recipe in
        ["none", "automatic"].contains(recipe.network.output) ? nil : recipe.network.output
      },
      // Where no likelihood is chosen the pixel mode decides it.
      ObjectiveKind.Rule(
        setting: "data.pixels",
        expected: "asinh, identity, or paper with objective.likelihood = gaussian,"
      ) { recipe in
        let isChosen = recipe.objective.likelihood != "automatic"
        return isChosen || recipe.likelihoodName == GaussianLikelihood.name
          ? nil : recipe.data.pixels.rawValue
      },
      ObjectiveKind.Rule(
        setting: "objective.likelihood", expected: "gaussian, whose least squares they are,"
      ) { recipe in
        recipe.likelihoodName == GaussianLikelihood.name ? nil : recipe.likelihoodName
      },
    ]
    kind.fit = { points, architecture, team in
      PrincipalComponents.parameters(of: points, for: architecture, team: team)
    }
    return kind
  }()
}
