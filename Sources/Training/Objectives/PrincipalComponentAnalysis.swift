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
    kind.check = { (recipe, _) throws(TrainingError) in
      let facts: [(setting: String, expected: String, found: String, isRight: Bool)] = [
        ("network.name", "linear", recipe.network.name, recipe.network.name == "linear"),
        (
          "network.output", "none or automatic", recipe.network.output,
          ["none", "automatic"].contains(recipe.network.output)
        ),
        (
          "objective.likelihood", "gaussian, whose least squares they are", recipe.likelihoodName,
          recipe.likelihoodName == GaussianLikelihood.name
        ),
        (
          "data.pixels", "asinh, paper or identity", recipe.data.pixels.rawValue,
          [.asinh, .paper, .identity].contains(recipe.data.pixels)
        ),
      ]
      for fact in facts where !fact.isRight {
        throw .network(
          "\(fact.setting): expected \(fact.expected) for principal components, found \(fact.found)"
        )
      }
    }
    kind.fit = { points, architecture, team in
      PrincipalComponents.parameters(of: points, for: architecture, team: team)
    }
    return kind
  }()
}
