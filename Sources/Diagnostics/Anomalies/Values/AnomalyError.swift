package import Datasets

/// Why anomalous samples could not be compared with normal ones; the description is one line.
package enum AnomalyError: Error, Equatable, CustomStringConvertible {
  /// Samples do not suit the model, or are not finite.
  case samples(DiagnosisError)
  /// The settings of a simulated set are invalid.
  case settings(DatasetError)
  /// There are too few normal samples to fit their codes and to compare with.
  case tooFewNormal(data: String, found: Int)
  /// No set of samples is defined.
  case noAnomalies(data: String)
  /// Simulator settings were given for data without a simulator.
  case noSimulator(data: String)
  /// The work was cancelled.
  case cancelled

  /// The smallest number of normal samples, half of which the distribution of codes is fitted to.
  package static let leastNormalCount = 4

  /// One line: what, where, expected and found.
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
