package import Datasets
package import Models

/// Why there is no diagnosis; its description is one line for people.
package enum DiagnosisError: Error, Equatable, CustomStringConvertible {
  /// The samples are not such as the model reads.
  case shapeMismatch(data: String, expected: [Int], found: [Int])
  /// The samples are of the model's shape, but not what it reads.
  case misfit(data: String, expected: String, found: String)
  /// The model lacks a part that is needed.
  case missing(MissingPart)
  /// Nothing was named to measure, and the model neither carries samples nor has a simulator.
  case noSamples
  /// Nothing was named to compare with, and the model neither carries samples nor has a simulator.
  case noReference
  /// There are too few samples to say anything.
  case tooFewSamples(data: String, found: Int)
  /// A sample or its code is no number.
  case notFinite(data: String, what: String, sample: Int)
  /// A sample that should be distances of particles is none.
  case notDistances(data: String, sample: Int, reason: String)
  /// The samples cannot be made.
  case dataset(DatasetError)
  /// The caller asked to stop.
  case cancelled

  /// One line that says what is wrong, where, what was expected and what was found.
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
