import Tensors

/// One column of samples in double precision, as every metric takes it.
///
/// A column with an entry that is not finite indicates a network that has diverged; it carries no
/// information, so it is treated as constant, and metrics stay finite.
struct SampleColumn {
  let values: [Double]
  let minimum: Double
  let maximum: Double

  init(_ values: [Double]) {
    let isFinite = values.allSatisfy(\.isFinite)
    self.values = isFinite ? values : Array(repeating: 0, count: values.count)
    minimum = self.values.min() ?? 0
    maximum = self.values.max() ?? 0
  }

  /// The columns of a tensor, `[samples, columns]`.
  static func all(of tensor: Tensor) -> [SampleColumn] {
    precondition(
      tensor.shape.count == 2, "SampleColumn: shape \(tensor.shape) is not [samples, columns]")
    let (rowCount, columnCount) = (tensor.shape[0], tensor.shape[1])
    return tensor.withUnsafeElements { elements in
      (0..<columnCount).map { column in
        SampleColumn((0..<rowCount).map { Double(elements[$0 * columnCount + column]) })
      }
    }
  }

  /// The columns of codes and of factors of the same samples.
  static func all(of codes: Tensor, and factors: Tensor) -> ([SampleColumn], [SampleColumn]) {
    precondition(
      codes.rowCount == factors.rowCount,
      "SampleColumn: \(codes.rowCount) samples against \(factors.rowCount)")
    return (all(of: codes), all(of: factors))
  }

  var isConstant: Bool { minimum == maximum }

  var mean: Double {
    // Summed in order, the mean of a constant column would differ from the constant in the last place.
    isConstant ? minimum : values.reduce(0, +) / Double(values.count)
  }

  var centered: [Double] {
    let mean = mean
    return values.map { $0 - mean }
  }

  /// The population variance, 1 / n.
  var variance: Double {
    guard !isConstant else { return 0 }
    return centered.reduce(0) { $0 + $1 * $1 } / Double(values.count)
  }

  /// Centred and of unit length; all zeros for a constant column.
  var standardized: [Double] {
    let centered = centered
    let norm = centered.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return norm > 0 ? centered.map { $0 / norm } : centered.map { _ in 0 }
  }

  /// The entries scaled linearly to lie between 0 and 1; all zeros for a constant column.
  var scaledToUnit: SampleColumn {
    let width = maximum - minimum
    return SampleColumn(values.map { width > 0 ? ($0 - minimum) / width : 0 })
  }

  /// The entries raised to a whole power.
  func power(_ exponent: Int) -> SampleColumn {
    SampleColumn(values.map { value in (0..<exponent).reduce(1) { product, _ in product * value } })
  }

  /// The ranks from 1; equal entries share the mean of their ranks.
  var ranks: SampleColumn {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count && values[order[end]] == values[order[first]] { end += 1 }
      for position in first..<end { ranks[order[position]] = Double(first + 1 + end) / 2 }
      first = end
    }
    return SampleColumn(ranks)
  }
}
