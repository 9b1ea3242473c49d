/// The likelihoods that a recipe or a file may name; a new one is one line here.
package enum LikelihoodRegistry {
  /// All kinds.
  package static let all: [any Likelihood.Type] = [
    GaussianLikelihood.self, BernoulliLikelihood.self, PoissonLikelihood.self,
    LogarithmicLikelihood.self,
  ]

  /// The kind with a name.
  package static func likelihood(named name: String) -> (any Likelihood.Type)? {
    all.first { $0.name == name }
  }
}
