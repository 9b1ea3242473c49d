/// The fraction of a target's variance that predictions explain, R² = 1 - sum (y - ŷ)² / sum (y - mean y)².
///
/// 1 is perfect, 0 as good as the mean of these samples, below 0 worse than it. A constant or empty
/// target has no variance to explain and gives 0.
///
/// - Parameters:
///   - predictions: One per sample.
///   - target: The true values.
/// - Returns: R², at most 1.
package func coefficientOfDetermination(of predictions: [Double], for target: [Double]) -> Double {
  precondition(
    predictions.count == target.count,
    "coefficientOfDetermination: \(predictions.count) predictions of \(target.count) values")
  guard !target.isConstant else { return 0 }
  let mean = target.mean
  let total = target.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  let residual = zip(predictions, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return total > 0 ? 1 - residual / total : 0
}
