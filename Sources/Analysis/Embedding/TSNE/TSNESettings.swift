/// How a map is computed; the defaults are those of openTSNE 1.0.
public struct TSNESettings: Sendable, Equatable {
  /// The effective number of neighbours.
  public var perplexity = 30.0
  /// The factor on attraction in the first phase.
  public var exaggeration = 12.0
  /// The iterations of the first phase.
  public var exaggeratedIterations = 250
  /// The iterations of both phases together; stepping further is allowed.
  public var iterations = 750
  /// The learning rate, in the convention of a gradient without the factor 4; `nil` for the number of
  /// points by the present exaggeration.
  public var learningRate: Double?
  /// The share of the last update that is kept.
  public var momentum = 0.8
  /// The longest update of a point.
  public var longestStep = 5.0
  /// How repulsion is computed.
  public var method = TSNEGradientMethod.automatic
  /// The iterations between two costs; 0 for none.
  public var costInterval = 50
  /// The seed of what is random: the jitter of the first map, and perturbations.
  public var seed: UInt64 = 0

  /// The defaults.
  public init() {}
}
