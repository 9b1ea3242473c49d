package import Datasets
package import Models

/// Why there is no diagnosis; the description is one line.
package enum DiagnosisError: Error, Equatable, CustomStringConvertible {
  /// The samples do not have the shape of the model's input.
  case shapeMismatch(data: String, expected: [Int], found: [Int])
  /// The samples have the model's shape, but are of another type of data.
  case misfit(data: String, expected: String, found: String)
  /// The model lacks a required part.
  case missing(MissingPart)
  /// No samples were given to evaluate on, and the model neither contains samples nor has a simulator.
  case noSamples
  /// No samples were given to compare with, and the model neither contains samples nor has a simulator.
  case noReference
  /// There are too few samples.
  case tooFewSamples(data: String, found: Int)
  /// A sample or its code is NaN or infinite.
  case notFinite(data: String, what: String, sample: Int)
  /// A sample is not a valid matrix of particle distances.
  case notDistances(data: String, sample: Int, reason: String)
  /// The samples cannot be simulated.
  case dataset(DatasetError)
  /// The work was cancelled.
  case cancelled

  /// One line: what, where, expected and found.
  package var description: String {
    switch self {
    case .shapeMismatch(let data, let expected, let found):
      "\(data): expected samples of shape \(Self.text(expected)), as for the model, "
        + "found \(Self.text(found))"
    case .misfit(let data, let expected, let found):
      "\(data): expected \(expected), found \(found)"
    case .missing(let error): error.description
    case .noSamples:
      "the model has no samples and no simulator: expected --data FILE"
    case .noReference:
      "the model has no samples and no simulator: "
        + "expected --reference FILE"
    case .tooFewSamples(let data, let found):
      "\(data): expected at least 2 samples to measure, found \(found)"
    case .notFinite(let data, let what, let sample):
      "\(data): sample \(sample): expected \(what) that are finite, found others"
    case .notDistances(let data, let sample, let reason): "\(data): sample \(sample): \(reason)"
    case .dataset(let error): error.description
    case .cancelled: "the diagnosis was cancelled"
    }
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: "x")
  }
}
