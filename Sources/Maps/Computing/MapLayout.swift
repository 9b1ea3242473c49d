package import Tensors

/// A map at one iteration.
package struct MapLayout: Sendable, Equatable {
  /// Where the points are, `[points, 2]`; always finite.
  package var positions: Tensor
  /// The iterations done.
  package var iteration: Int
  /// The iterations after which the map is finished; 0 where none are needed.
  package var iterationCount: Int
  /// KL(P || Q) of a recent iteration in nat; `nil` before the first, and where there are no iterations.
  package var cost: Double?
  /// The norm of the last gradient, without t-SNE's factor of 4; `nil` where the cost is.
  package var gradientNorm: Double?
  /// The factor on attraction in the next iteration; 1 outside of t-SNE's first phase.
  package var exaggeration: Double
  /// The present perplexity; 0 where the method has none.
  package var perplexity: Double
  /// The fraction of variance on both axes of principal components; otherwise empty.
  package var explained: [Double]
  /// Whether nothing is left to do.
  package var isFinished: Bool
  /// What was changed to make the map possible, one sentence each, to be shown to the user.
  package var adjustments: [String]

  /// Creates a layout.
  package init(
    positions: Tensor, iteration: Int = 0, iterationCount: Int = 0, cost: Double? = nil,
    gradientNorm: Double? = nil, exaggeration: Double = 1, perplexity: Double = 0,
    explained: [Double] = [], isFinished: Bool = true, adjustments: [String] = []
  ) {
    precondition(
      positions.shape.count == 2 && positions.shape[1] == 2, "MapLayout: \(positions.shape)")
    self.positions = positions
    self.iteration = iteration
    self.iterationCount = iterationCount
    self.cost = cost
    self.gradientNorm = gradientNorm
    self.exaggeration = exaggeration
    self.perplexity = perplexity
    self.explained = explained
    self.isFinished = isFinished
    self.adjustments = adjustments
  }
}
