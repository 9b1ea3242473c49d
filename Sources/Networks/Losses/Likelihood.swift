/// How probable a sample is, given what the decoder wrote.
///
/// A new likelihood is one new file and one line in ``LikelihoodRegistry``.
package protocol Likelihood: Codable, Sendable, Equatable {
  /// The name in recipes and files.
  static var name: String { get }

  /// The negative log likelihood of a block of elements, and its gradient.
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
