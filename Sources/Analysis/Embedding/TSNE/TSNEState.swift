/// Where the computation of a map stands.
public struct TSNEState: Sendable, Equatable {
  /// The iterations done.
  public internal(set) var iteration = 0
  /// The factor on attraction in the iteration to come.
  public internal(set) var exaggeration: Double
  /// The root of the sum of squares of the last gradient, without the factor 4.
  public internal(set) var gradientNorm: Double?
  /// KL(P || Q) before the last iteration that computed it, nats; with the method's own Z.
  public internal(set) var cost: Double?
  /// The iteration whose map had that cost.
  public internal(set) var costIteration: Int?
}
