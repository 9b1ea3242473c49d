import Models
import Storage

extension ObjectiveKind {
  /// Reconstruction only.
  static let autoencoder = ObjectiveKind(
    name: "autoencoder",
    summary:
      "only the negative log likelihood: the squared error for a Gaussian likelihood, the absolute "
      + "error for a Laplace likelihood",
    latents: PointLatents.self, settings: [],
    make: { (request) throws(TrainingError) in
      Objective(
        likelihood: request.likelihood, reduction: request.reduction(), latents: PointLatents())
    },
    title: { _ in "autoencoder" })

  /// Reconstruction of the clean sample from a corrupted one (Vincent and others 2010).
  static let denoising = ObjectiveKind(
    name: "denoising",
    summary: "the same for the clean sample, decoded from a corrupted network input",
    latents: PointLatents.self,
    settings: [
      .choice(
        "corruption", default: Corruption.Kind.gaussian.rawValue,
        of: Corruption.Kind.allCases.map(\.rawValue),
        "`gaussian`, normal noise on every element; `masking`, elements set to zero; "
          + "`salt-and-pepper`, elements set to the smallest or the largest value with equal probability"
      ),
      .number(
        "corruption_amount", default: 0.25, 0...1,
        "the standard deviation of the noise in units of the network's input, or the probability that "
          + "an element is set, 0 to 1"),
    ],
    make: { (request) throws(TrainingError) in
      let recipe = request.recipe
      guard let kind = Corruption.Kind(rawValue: recipe.text("corruption")) else {
        preconditionFailure("Recipe: corruption \(recipe.text("corruption")) passed the reader")
      }
      return Objective(
        likelihood: request.likelihood, reduction: request.reduction(), latents: PointLatents(),
        corruption: Corruption(
          kind, amount: recipe.number("corruption_amount"), extremes: request.inputRange))
    },
    title: { "denoising autoencoder (\($0.corruption?.label ?? "clean"))" })
}

extension Corruption {
  /// The type and its amount in a few words.
  fileprivate var label: String {
    switch kind {
    case .gaussian: "sigma \(amount)"
    case .masking: "masking \(amount)"
    case .saltAndPepper: "salt and pepper \(amount)"
    }
  }
}
