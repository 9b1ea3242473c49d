/// The likelihoods that a recipe or a file may name; a new one is one line here.
public enum LikelihoodRegistry {
  /// All kinds.
  public static let all: [any Likelihood.Type] = [
    GaussianLikelihood.self, BernoulliLikelihood.self, PoissonLikelihood.self,
    LogarithmicLikelihood.self,
  ]

  /// The kind with a name.
  public static func likelihood(named name: String) -> (any Likelihood.Type)? {
    all.first { $0.name == name }
  }
}
