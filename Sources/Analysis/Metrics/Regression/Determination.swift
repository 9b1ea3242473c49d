/// The coefficient of determination, R^2: the share of a factor's variance that predictions
/// explain.
enum Determination {
  /// 1 - sum (y - prediction)^2 / sum (y - mean)^2: 1 is perfect, 0 as good as the mean, negative
  /// worse than that; 0 where the factor does not vary.
  static func value(of predictions: [Double], for factor: SampleColumn) -> Double {
    let total = factor.centered.reduce(0) { $0 + $1 * $1 }
    guard total > 0 else { return 0 }
    let residual = zip(predictions, factor.values).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    return 1 - residual / total
  }
}
