public import Datasets
public import Tensors

/// The known factors of the samples that latents are measured on.
public struct KnownFactors: Sendable {
  /// The names, one for every column.
  public let names: [String]
  /// The values in their own units, `[samples, factors]`.
  public let values: Tensor

  /// Creates factors.
  public init(names: [String], values: Tensor) {
    precondition(
      values.shape.count == 2 && values.shape[1] == names.count,
      "KnownFactors: \(values.shape) for \(names)")
    self.names = names
    self.values = values
  }

  /// The factors of some samples of a data set.
  public init(of dataset: Dataset, samples: [Int]) {
    self.init(
      names: dataset.description.factors.map(\.name), values: dataset.factors.rows(samples))
  }

  /// The values of one factor.
  func column(_ index: Int) -> [Double] {
    let count = names.count
    return (0..<values.rowCount).map { Double(values.elements[$0 * count + index]) }
  }
}
