import Models

extension ObjectiveKind {
  /// The variational autoencoder with a weight on the divergence (Higgins and others 2017).
  static let betaVAE = ObjectiveKind(
    name: "beta-vae",
    summary: "negative log likelihood plus `beta` times the KL divergence from the prior",
    latents: GaussianLatents.self, settings: [.beta, .warmUpEpochs, .deviationFloor],
    make: { (request) throws(TrainingError) in
      Objective(
        likelihood: request.likelihood, beta: request.recipe.number("beta"),
        reduction: request.reduction(),
        latents: GaussianLatents(variance: request.posteriorVariance))
    },
    title: { $0.beta == 1 ? "VAE" : "beta-VAE" })
}
