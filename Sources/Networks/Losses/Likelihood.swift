/// The probability of a sample given the decoder's output.
///
/// A new likelihood is one new file and one line in ``LikelihoodRegistry``.
package protocol Likelihood: Codable, Sendable, Equatable {
  /// The name in recipes and files.
  static var name: String { get }
  /// The meaning of the decoder's output for one element.
  static var output: OutputMeaning { get }
  /// The settings that a recipe may give, none for most.
  static var settings: [LikelihoodSetting] { get }

  /// Creates the likelihood that a recipe names.
  ///
  /// - Parameter settings: A value for every one of ``settings``.
  init(settings: [String: Double])

  /// The likelihood used in place of the recipe's in one step of a run.
  ///
  /// - Parameters:
  ///   - settings: A value for every one of ``settings``.
  ///   - step: The number of the step, from 0.
  ///   - stepsPerEpoch: The steps of an epoch.
  /// - Returns: The likelihood; `nil` for the recipe's own, as most have in every step.
  static func substitute(
    settings: [String: Double], step: Int, stepsPerEpoch: Int
  ) -> Self?

  /// The negative log likelihood of the elements of a row, and its gradient.
  ///
  /// - Parameters:
  ///   - target: The sample, `count` elements readable to a whole vector.
  ///   - output: The decoder's output, `count` elements readable to a whole vector.
  ///   - gradient: Receives `weight` times the derivative by every output, writable to a whole vector.
  ///   - weight: The factor of the gradient.
  ///   - count: The number of elements.
  /// - Returns: The sum over the elements in nats, without `weight`.
  func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double
}

/// The meaning of a decoder's output, needed by decoding as well as by the likelihood.
package enum OutputMeaning: Sendable {
  /// The element itself, in the units that the network reads.
  case value
  /// The logit of a one.
  case logit
  /// The logarithm of the expected count.
  case logRate
}

extension Likelihood {
  /// The element itself, as for most.
  package static var output: OutputMeaning { .value }
  /// No settings, as for most.
  package static var settings: [LikelihoodSetting] { [] }
  /// The recipe's own in every step, as for most.
  package static func substitute(
    settings: [String: Double], step: Int, stepsPerEpoch: Int
  ) -> Self? { nil }

  /// The negative log likelihood of every row of a block, and its gradient.
  ///
  /// - Parameters:
  ///   - target: The samples, `[rows, elements]`, readable to a whole vector.
  ///   - output: The decoder's outputs, likewise.
  ///   - gradient: Receives `weight` times the derivative by every output, writable to a whole vector.
  ///   - weight: The factor of the gradient.
  ///   - rows: The number of samples.
  ///   - elementCount: The elements of a sample.
  ///   - losses: Receives the sum over the elements of every row in nats, without `weight`.
  package func negativeLogLikelihoods(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, rows: Int, elementCount: Int,
    into losses: UnsafeMutablePointer<Double>
  ) {
    // In ascending order: the last vector of a row may overwrite the first elements of the next.
    for row in 0..<rows {
      let start = row * elementCount
      losses[row] = negativeLogLikelihood(
        of: target + start, output: output + start, gradient: gradient + start, weight: weight,
        count: elementCount)
    }
  }
}

/// A number that a recipe may set for a likelihood.
package struct LikelihoodSetting: Sendable, Equatable {
  /// The key in recipes.
  package let name: String
  /// The value when a recipe gives none.
  package let defaultValue: Double
  /// The allowed values.
  package let range: ClosedRange<Double>
  /// What it is, in Markdown.
  package let summary: String

  /// Creates a setting.
  package init(
    _ name: String, default defaultValue: Double, range: ClosedRange<Double>, _ summary: String
  ) {
    self.name = name
    self.defaultValue = defaultValue
    self.range = range
    self.summary = summary
  }
}

extension KeyedDecodingContainer {
  /// Decodes a positive, finite constant of a likelihood.
  func positive(_ key: Key) throws -> Float {
    let value = try decode(Float.self, forKey: key)
    guard value > 0, value.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self,
        debugDescription: "expected a finite number above 0, found \(value)")
    }
    return value
  }
}
