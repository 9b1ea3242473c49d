import Numerics
package import Tensors

/// Sorts numbers into bins of equal width between their smallest and largest, the largest into the
/// last bin.
///
/// The convention of Locatello et al. 2019, "Challenging common assumptions in the unsupervised
/// learning of disentangled representations", applied to codes and to continuous factors alike.
package struct Discretizer: Sendable, Equatable {
  /// The number of bins.
  package let binCount: Int

  /// Creates a discretizer of at least one bin.
  package init(binCount: Int = 20) {
    precondition((1...1024).contains(binCount), "Discretizer: \(binCount) bins, 1 to 1024 can be")
    self.binCount = binCount
  }

  /// The bin of every sample, from 0, for each column of `[samples, columns]`; a column that is
  /// constant or not finite lies in bin 0.
  package func bins(of columns: Tensor) -> [[Int]] {
    SampleColumn.all(of: columns).map(bins)
  }

  func bins(of column: SampleColumn) -> [Int] {
    let width = column.maximum - column.minimum
    guard width > 0 else { return Array(repeating: 0, count: column.values.count) }
    return column.values.map {
      Int(clamping: ($0 - column.minimum) / width * Double(binCount), to: 0...binCount - 1)
    }
  }
}
