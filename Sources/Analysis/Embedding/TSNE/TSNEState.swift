/// Where the computation of a map stands.
package struct TSNEState: Sendable, Equatable {
  /// The iterations done.
  package internal(set) var iteration = 0
  /// The factor on attraction in the iteration to come.
  package internal(set) var exaggeration: Double
  /// The root of the sum of squares of the last gradient, without the factor 4.
  package internal(set) var gradientNorm: Double?
  /// KL(P || Q) before the last iteration that computed it, nats; with the method's own Z.
  package internal(set) var cost: Double?
  /// The iteration whose map had that cost.
  package internal(set) var costIteration: Int?
}
