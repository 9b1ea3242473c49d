import Models

extension ObjectiveKind {
  /// The variational autoencoder with a weight on the divergence (Higgins and others 2017).
  static let betaVAE = ObjectiveKind(
    name: "beta-vae",
    summary: "A variational autoencoder: reconstruction plus `beta` times the divergence.",
    latents: GaussianLatents.self, settings: [.beta, .warmUpEpochs],
    make: { (request) throws(TrainingError) in
      Objective(
        likelihood: request.likelihood, beta: request.recipe.number("beta"),
        reduction: request.reduction())
    },
    title: { $0.beta == 1 ? "VAE" : "beta-VAE" })
}
