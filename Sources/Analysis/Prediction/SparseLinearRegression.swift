package import Tensors

/// Least squares with an L1 penalty, which sets the coefficients of irrelevant columns to zero (Tibshirani,
/// "Regression shrinkage and selection via the lasso", JRSS B 58, 1996).
///
/// On standardised columns X and target y it minimises |y - X b|² / (2 n) + penalty sum |b_k| by coordinate descent
/// (Friedman, Hastie, Tibshirani, Journal of Statistical Software 33, 2010). A constant column has coefficient 0.
package struct SparseLinearRegression: Sendable, Equatable {
  /// One per column: standard deviations of the target per standard deviation of the column.
  package let coefficients: [Double]
  /// Whether the last sweep moved no coefficient by more than 1e-10.
  package let isConverged: Bool

  private let inputs: Standardization
  private let targetMean: Double
  private let targetDeviation: Double

  static let sweepLimit = 10_000
  static let tolerance = 1e-10

  /// Fits a target.
  ///
  /// - Parameters:
  ///   - codes: The inputs, `[samples, columns]`.
  ///   - target: One value per sample; one that is not finite is replaced by their mean.
  ///   - penalty: The weight of the L1 penalty, at least 0; at 1 and above all coefficients are 0.
  /// - Complexity: O(*samples* x *columns*²).
  package init(codes: Tensor, target: [Double], penalty: Double = 0.01) {
    let table = SampleTable(codes)
    self.init(
      table, target: SampleTable(rowCount: table.rowCount, columns: [target]), penalty: penalty)
  }

  init(_ table: SampleTable, target: SampleTable, penalty: Double) {
    precondition(penalty >= 0, "SparseLinearRegression: penalty \(penalty)")
    let output = Standardization(target)
    inputs = Standardization(table)
    (targetMean, targetDeviation) = (output.means[0], output.deviations[0])
    let columns = inputs.applied(to: table).columns
    let values = output.applied(to: target).columns[0]
    let covariances = columns.map { column in columns.map { Self.meanProduct(column, $0) } }
    var slopes = columns.map { Self.meanProduct($0, values) }
    (coefficients, isConverged) = Self.descend(covariances, &slopes, penalty)
  }

  /// Predicts the target of other samples.
  ///
  /// - Parameter codes: `[samples, columns]`, with the columns of the training samples.
  /// - Returns: One value per sample, in the unit of the target.
  package func predictions(_ codes: Tensor) -> [Double] {
    predictions(SampleTable(codes))
  }

  func predictions(_ table: SampleTable) -> [Double] {
    let columns = inputs.applied(to: table).columns
    return (0..<table.rowCount).map { row in
      let sum = zip(coefficients, columns).reduce(0) { $0 + $1.0 * $1.1[row] }
      return targetMean + targetDeviation * sum
    }
  }

  private static func meanProduct(_ first: [Double], _ second: [Double]) -> Double {
    guard !first.isEmpty else { return 0 }
    return zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(first.count)
  }

  /// Coordinate descent; `slopes`, minus the gradient of the squared error, is updated.
  private static func descend(
    _ covariances: [[Double]], _ slopes: inout [Double], _ penalty: Double
  ) -> (coefficients: [Double], isConverged: Bool) {
    var coefficients = [Double](repeating: 0, count: slopes.count)
    for _ in 0..<sweepLimit {
      var largestMove = 0.0
      for column in coefficients.indices where covariances[column][column] > 0 {
        let variance = covariances[column][column]
        let pull = slopes[column] + variance * coefficients[column]
        let shrunk = max(abs(pull) - penalty, 0) / variance
        let move = (pull < 0 ? -shrunk : shrunk) - coefficients[column]
        coefficients[column] += move
        for other in slopes.indices { slopes[other] -= move * covariances[column][other] }
        largestMove = max(largestMove, abs(move))
      }
      if largestMove <= tolerance { return (coefficients, true) }
    }
    return (coefficients, false)
  }
}
