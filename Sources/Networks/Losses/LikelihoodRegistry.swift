/// The likelihoods that a recipe or a file may name; a new one is one line here.
package enum LikelihoodRegistry {
  /// Likelihoods added for the duration of a task, by tests.
  @TaskLocal package static var guests: [any Likelihood.Type] = []

  private static let own: [any Likelihood.Type] = [
    GaussianLikelihood.self, LaplaceLikelihood.self, BernoulliLikelihood.self,
    PoissonLikelihood.self, LogarithmicLikelihood.self,
  ]

  /// All likelihoods.
  package static var all: [any Likelihood.Type] { own + guests }

  /// The likelihood with a name.
  package static func likelihood(named name: String) -> (any Likelihood.Type)? {
    all.first { $0.name == name }
  }
}
