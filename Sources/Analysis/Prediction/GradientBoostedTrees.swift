package import Tensors

/// Gradient boosting of regression trees with squared error (Friedman, "Greedy function approximation: a
/// gradient boosting machine", Annals of Statistics 29, 2001, algorithm 2).
///
/// Every tree fits the residuals of the previous ones and is added with a small learning rate. Splits
/// are searched in histograms. The method is deterministic.
package struct GradientBoostedTrees: Sendable, Equatable {
  /// How many trees are grown, and how; the defaults are those of scikit-learn.
  package struct Configuration: Sendable, Equatable, Codable {
    /// The number of trees.
    package var treeCount: Int
    /// The number of splits on the path to a leaf.
    package var depth: Int
    /// The factor on a tree's values.
    package var learningRate: Double
    /// The number of bins of a column, 2...256.
    package var binCount: Int

    /// Creates a configuration.
    package init(
      treeCount: Int = 100, depth: Int = 3, learningRate: Double = 0.1, binCount: Int = 256
    ) {
      precondition(
        treeCount >= 0 && (0...16).contains(depth) && learningRate > 0,
        "GradientBoostedTrees: \(treeCount) trees of depth \(depth), rate \(learningRate)")
      self.treeCount = treeCount
      self.depth = depth
      self.learningRate = learningRate
      self.binCount = binCount
    }
  }

  /// The fraction of the reduction of the sum of squares due to each column; sums to 1, all 0 when nothing was split.
  package let importances: [Double]

  private let constant: Double
  private let trees: [RegressionTree]

  /// Fits a target.
  ///
  /// - Parameters:
  ///   - codes: The inputs, `[samples, columns]`.
  ///   - target: One value per sample; one that is not finite is replaced by their mean.
  ///   - configuration: How many trees are grown, and how.
  /// - Complexity: O(*trees* x *depth* x *samples* x *columns*).
  package init(codes: Tensor, target: [Double], configuration: Configuration = Configuration()) {
    let table = SampleTable(codes)
    let targets = SampleTable(rowCount: table.rowCount, columns: [target])
    self.init(
      features: BinnedFeatures(table, binCount: configuration.binCount),
      target: targets.columns[0], configuration: configuration)
  }

  /// Fits samples that are already binned, until `isCancelled`.
  init(
    features: BinnedFeatures, target: [Double], configuration: Configuration,
    isCancelled: () -> Bool = { false }
  ) {
    constant = target.mean
    var residuals = target.map { [constant] in $0 - constant }
    let sumOfSquares = residuals.reduce(0) { $0 + $1 * $1 }
    // Below 1e-12 of the total a gain is a rounding error of the sums.
    var grower = TreeGrower(
      features: features, depth: configuration.depth, smallestGain: 1e-12 * sumOfSquares)
    var trees: [RegressionTree] = []
    let treeCount = target.isConstant ? 0 : configuration.treeCount
    while trees.count < treeCount, !isCancelled() {
      trees.append(grower.grow(fitting: &residuals, rate: configuration.learningRate))
    }
    self.trees = trees
    let total = grower.gains.reduce(0, +)
    importances = grower.gains.map { total > 0 ? $0 / total : 0 }
  }

  /// Predicts the target of other samples.
  ///
  /// - Parameter codes: `[samples, columns]`, with the columns of the training samples.
  /// - Returns: One value per sample.
  package func predictions(_ codes: Tensor) -> [Double] {
    predictions(SampleTable(codes))
  }

  func predictions(_ table: SampleTable) -> [Double] {
    precondition(
      table.columns.count == importances.count,
      "GradientBoostedTrees: \(table.columns.count) columns, learned from \(importances.count)")
    return (0..<table.rowCount).map { row in
      trees.reduce(constant) { $0 + $1.value(of: row, in: table) }
    }
  }
}
