package import Datasets

/// Why anomalous samples could not be compared with normal ones; its description is one line for people.
package enum AnomalyError: Error, Equatable, CustomStringConvertible {
  /// Samples do not suit the model, or one of them is no number.
  case samples(DiagnosisError)
  /// The settings of a simulated set make no samples.
  case settings(DatasetError)
  /// There are too few normal samples to fit their codes and to compare with.
  case tooFewNormal(data: String, found: Int)
  /// Nothing says what is anomalous.
  case noAnomalies(data: String)
  /// Settings of a simulator were given for data that nothing simulates.
  case noSimulator(data: String)
  /// The caller asked to stop.
  case cancelled

  /// The least number of normal samples, half of which the distribution of codes is fitted to.
  package static let leastNormalCount = 4

  /// One line that says what is wrong, where, what was expected and what was found.
  package var description: String {
    switch self {
    case .samples(let error): error.description
    case .settings(let error): error.description
    case .tooFewNormal(let data, let found):
      "\(data): expected at least \(Self.leastNormalCount) normal samples, half of them for the distribution "
        + "of codes, found \(found)"
    case .noAnomalies(let data):
      "\(data): expected --data FILE with anomalous samples, found none, and no simulator for these data"
    case .noSimulator(let data):
      "\(data): expected --data FILE instead of --set, found no simulator for these data"
    case .cancelled: "the comparison was cancelled"
    }
  }

  /// The error of an encoding.
  init(_ error: DiagnosisError) {
    self = error == .cancelled ? .cancelled : .samples(error)
  }
}
