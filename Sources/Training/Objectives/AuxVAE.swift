import Models
import Storage

extension ObjectiveKind {
  /// The variational autoencoder with its first latents tied to known factors (arXiv:2507.00298).
  static let auxVAE: ObjectiveKind = {
    var kind = ObjectiveKind(
      name: "aux-vae",
      summary: "the same with the first latents tied to known factors, see below",
      latents: TiedLatents.self,
      settings: [
        .beta, .warmUpEpochs, .deviationFloor,
        .choice(
          "form", default: "robust", of: AuxiliaryForm.all.map(\.name),
          "the penalties, `slides`, `released` or `robust`, see below"),
        .names(
          "factors",
          "the names of the factors that the first latents are tied to, in their order; on the command "
            + "line `--set 'objective.factors=[\"radius\", \"g1\"]'`"),
        .number(
          "prior_width", default: 1, 1e-3...1e3,
          "the prior's standard deviation for the tied latents; all others keep 1"),
        .number(
          "alignment_weight", default: 300, 0...1e9,
          "the weight of `alignment` and `cross` in the loss, lambda1"),
        .number(
          "independence_weight", default: 3000, 0...1e9,
          "the weight of `leakage` in the loss, lambda2"),
        .number(
          "dependence_weight", default: 0, 0...1e9,
          "the weight of `dependence`, the distance correlation of the remaining latents with the factors, which "
            + "sees any dependence; 0 for none"),
      ],
      make: { (request) throws(TrainingError) in
        let recipe = request.recipe
        guard let form = AuxiliaryForm.named(recipe.text("form")) else {
          preconditionFailure("Recipe: form \(recipe.text("form")) passed the reader")
        }
        do throws(AuxiliaryError) {
          let auxiliary = try AuxiliaryObjective(
            form: form, factors: recipe.texts("factors"), of: request.dataset,
            latentCount: recipe.network.latents, priorWidth: recipe.number("prior_width"),
            alignmentWeight: recipe.number("alignment_weight"),
            independenceWeight: recipe.number("independence_weight"),
            dependenceWeight: recipe.number("dependence_weight"))
          return Objective(
            likelihood: request.likelihood, beta: recipe.number("beta"),
            reduction: request.reduction(form.reduction),
            latents: TiedLatents(
              count: auxiliary.factors.count, width: auxiliary.priorWidth,
              variance: request.posteriorVariance),
            auxiliary: auxiliary)
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
