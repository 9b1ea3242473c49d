import Models

extension ObjectiveKind {
  /// The variational autoencoder with its first latents tied to known factors (arXiv:2507.00298).
  static let auxVAE: ObjectiveKind = {
    var kind = ObjectiveKind(
      name: "aux-vae",
      summary: "A variational autoencoder whose first latents are tied to known factors.",
      latents: TiedLatents.self,
      settings: [
        .beta, .warmUpEpochs,
        .choice(
          "form", default: "robust", of: AuxiliaryForm.all.map(\.name),
          "The form of the penalties that tie latents to factors."),
        .names(
          "factors", "The factors that the first latents are tied to, in their order."),
        .number(
          "prior_width", default: 1, 1e-3...1e3,
          "The prior's standard deviation for the tied latents."),
        .number(
          "alignment_weight", default: 300, 0...1e9,
          "The weight of the alignment of tied latents with their factors, and of the cross terms."),
        .number(
          "independence_weight", default: 3000, 0...1e9,
          "The weight of the correlations of the other latents with the factors."),
      ],
      make: { (request) throws(TrainingError) in
        let recipe = request.recipe
        guard let form = AuxiliaryForm.named(recipe.text("form")) else {
          preconditionFailure("Recipe: form \(recipe.text("form")) passed the reader")
        }
        do throws(AuxiliaryError) {
          return Objective(
            likelihood: request.likelihood, beta: recipe.number("beta"),
            reduction: request.reduction(form.reduction),
            auxiliary: try AuxiliaryObjective(
              form: form, factors: recipe.texts("factors"), of: request.dataset,
              latentCount: recipe.network.latents, priorWidth: recipe.number("prior_width"),
              alignmentWeight: recipe.number("alignment_weight"),
              independenceWeight: recipe.number("independence_weight")))
        } catch {
          throw .objective(error)
        }
      },
      title: { "Aux-VAE (\($0.auxiliary?.form.name ?? "no form"))" })
    kind.check = { (recipe, description) throws(TrainingError) in
      do throws(AuxiliaryError) {
        try AuxiliaryObjective.check(
          factors: recipe.texts("factors"), of: description, latentCount: recipe.network.latents)
      } catch {
        throw .objective(error)
      }
    }
    return kind
  }()
}
