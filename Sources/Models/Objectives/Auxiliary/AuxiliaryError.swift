/// Why latents cannot be tied to the factors of a data set; the description is one line.
package enum AuxiliaryError: Error, Equatable, CustomStringConvertible {
  /// The data set has no known factors.
  case noFactors(dataset: String)
  /// No factor was named.
  case noneNamed(available: [String])
  /// The data set has no such factor.
  case unknownFactor(String, dataset: String, available: [String])
  /// Several columns of the data set have the name.
  case ambiguousFactor(String, dataset: String, columns: [Int])
  /// A factor is named twice.
  case repeatedFactor(String)
  /// More factors than latents.
  case tooManyFactors(count: Int, latentCount: Int)
  /// All samples have the same value.
  case constantFactor(String, value: Double)
  /// A sample's value is not finite.
  case notFinite(String, sample: Int, value: Float)

  /// One line: what, where, expected and found; names from a file are quoted, since they may contain any
  /// characters.
  package var description: String {
    switch self {
    case .noFactors(let dataset):
      "objective.factors: expected a data set with factors, found none in \(quoted(dataset))"
    case .noneNamed(let available):
      "objective.factors: expected at least one of \(list(available)), found none"
    case .unknownFactor(let name, let dataset, let available):
      "objective.factors: expected factors of \(quoted(dataset)), which are \(list(available)), "
        + "found \(quoted(name))"
    case .ambiguousFactor(let name, let dataset, let columns):
      "objective.factors: expected one column \(quoted(name)) in \(quoted(dataset)), found columns "
        + columns.map(String.init).joined(separator: ", ")
    case .repeatedFactor(let name):
      "objective.factors: expected every factor once, found \(quoted(name)) twice"
    case .tooManyFactors(let count, let latentCount):
      "objective.factors: expected at most \(latentCount) factors, one for every latent, "
        + "found \(count)"
    case .constantFactor(let name, let value):
      "objective.factors: expected factors that vary, found \(quoted(name)) equal to \(value) "
        + "in every sample"
    case .notFinite(let name, let sample, let value):
      "objective.factors: expected finite values of \(quoted(name)), found \(value) in sample \(sample)"
    }
  }

  private func quoted(_ name: String) -> String { name.debugDescription }

  private func list(_ names: [String]) -> String {
    names.map(quoted).joined(separator: ", ")
  }
}
