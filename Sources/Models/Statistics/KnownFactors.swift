package import Datasets
package import Tensors

/// The known factors of the samples that statistics are computed on.
package struct KnownFactors: Sendable {
  /// The names, one per column.
  package let names: [String]
  /// The values in their own units, `[samples, factors]`.
  package let values: Tensor

  /// Creates factors.
  package init(names: [String], values: Tensor) {
    precondition(
      values.shape.count == 2 && values.shape[1] == names.count,
      "KnownFactors: \(values.shape) for \(names)")
    self.names = names
    self.values = values
  }

  /// The factors of some samples of a data set.
  package init(of dataset: Dataset, samples: [Int]) {
    self.init(
      names: dataset.description.factors.map(\.name), values: dataset.factors.rows(samples))
  }

  /// The values of one factor.
  func column(_ index: Int) -> [Double] {
    let count = names.count
    return (0..<values.rowCount).map { Double(values.elements[$0 * count + index]) }
  }
}
