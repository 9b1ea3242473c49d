/// How probable a sample is, given what the decoder wrote.
///
/// A new likelihood is one new file and one line in ``LikelihoodRegistry``.
package protocol Likelihood: Codable, Sendable, Equatable {
  /// The name in recipes and files.
  static var name: String { get }
  /// What the decoder writes of an element.
  static var output: OutputMeaning { get }
  /// The numbers that a recipe may set, none for most.
  static var settings: [LikelihoodSetting] { get }

  /// Creates the likelihood that a recipe asks for.
  ///
  /// - Parameter settings: A value for every one of ``settings``.
  init(settings: [String: Double])

  /// The likelihood that stands for the recipe's in a step of a run.
  ///
  /// - Parameters:
  ///   - settings: A value for every one of ``settings``.
  ///   - step: The number of the step, from 0.
  ///   - stepsPerEpoch: The steps of an epoch.
  /// - Returns: The likelihood; `nil` where it is the recipe's own, as it is of most in every step.
  static func substitute(
    settings: [String: Double], step: Int, stepsPerEpoch: Int
  ) -> Self?

  /// The negative log likelihood of the elements of a row, and its gradient.
  ///
  /// - Parameters:
  ///   - target: What should be explained, `count` elements readable to a whole vector.
  ///   - output: What the decoder wrote, `count` elements readable to a whole vector.
  ///   - gradient: Receives `weight` times the derivative by every output, writable to a whole vector.
  ///   - weight: The factor of the gradient.
  ///   - count: The number of elements.
  /// - Returns: The sum over the elements in nat, without `weight`.
  func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double
}

/// What a decoder's output says of an element, which decoding has to know as well as the likelihood.
package enum OutputMeaning: Sendable {
  /// The element itself, in the units that the network reads.
  case value
  /// The logit of a one.
  case logit
  /// The logarithm of the expected count.
  case logRate
}

extension Likelihood {
  /// Most compare the element itself.
  package static var output: OutputMeaning { .value }
  /// Most have nothing to set.
  package static var settings: [LikelihoodSetting] { [] }
  /// Most are the same in every step.
  package static func substitute(
    settings: [String: Double], step: Int, stepsPerEpoch: Int
  ) -> Self? { nil }

  /// The negative log likelihood of every row of a block, and its gradient.
  ///
  /// - Parameters:
  ///   - target: What should be explained, `[rows, elements]`, readable to a whole vector.
  ///   - output: What the decoder wrote, likewise.
  ///   - gradient: Receives `weight` times the derivative by every output, writable to a whole vector.
  ///   - weight: The factor of the gradient.
  ///   - rows: The number of samples.
  ///   - elementCount: The elements of a sample.
  ///   - losses: Receives the sum over the elements of every row in nat, without `weight`.
  package func negativeLogLikelihoods(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, rows: Int, elementCount: Int,
    into losses: UnsafeMutablePointer<Double>
  ) {
    // In ascending order: the last vector of a row may write over the first elements of the next.
    for row in 0..<rows {
      let start = row * elementCount
      losses[row] = negativeLogLikelihood(
        of: target + start, output: output + start, gradient: gradient + start, weight: weight,
        count: elementCount)
    }
  }
}

/// A number that a recipe may set of a likelihood.
package struct LikelihoodSetting: Sendable, Equatable {
  /// The key in recipes.
  package let name: String
  /// The value when a recipe names none.
  package let defaultValue: Double
  /// The values that it may have.
  package let range: ClosedRange<Double>
  /// What it is, in one sentence.
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
  /// Decodes a constant of a likelihood; a file may hold anything.
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
