/// How a map is computed; the defaults are those of openTSNE 1.0.
package struct TSNESettings: Sendable, Equatable {
  /// The effective number of neighbours.
  package var perplexity = 30.0
  /// The factor on attraction in the first phase (early exaggeration).
  package var exaggeration = 12.0
  /// The iterations of the first phase.
  package var exaggeratedIterations = 250
  /// The iterations of both phases together; stepping further is allowed.
  package var iterations = 750
  /// The learning rate, in the convention of a gradient without the factor 4; `nil` for the number of
  /// points divided by the present exaggeration.
  package var learningRate: Double?
  /// The share of the last update that is kept.
  package var momentum = 0.8
  /// The longest update of a point.
  package var longestStep = 5.0
  /// How repulsion is computed.
  package var method = TSNEGradientMethod.automatic
  /// The iterations between two costs; 0 for none.
  package var costInterval = 50
  /// The seed of the jitter of the first map and of perturbations.
  package var seed: UInt64 = 0

  /// The defaults.
  package init() {}
}
