import Numerics
package import Tensors

/// Sorts numbers into bins.
///
/// Bins of equal width are the convention of Locatello et al. 2019, "Challenging common assumptions in the unsupervised
/// learning of disentangled representations", applied to codes and to continuous factors alike. Their edges depend on
/// the two extreme samples, which those of quantile bins do not.
package struct Discretizer: Sendable, Equatable {
  /// Where the edges of the bins are.
  package enum Binning: Sendable, Equatable, CaseIterable {
    /// Evenly spaced between the smallest and the largest number, the largest in the last bin.
    case equalWidth
    /// As many samples in every bin; equal numbers share the bin of the first of them.
    case equalCount
  }

  /// The number of bins.
  package let binCount: Int
  /// Where their edges are.
  package let binning: Binning

  /// Creates a discretizer of at least one bin.
  package init(binCount: Int = 20, binning: Binning = .equalWidth) {
    precondition((1...1024).contains(binCount), "Discretizer: \(binCount) bins, 1 to 1024 can be")
    self.binCount = binCount
    self.binning = binning
  }

  /// The bin of every sample, from 0, for each column of `[samples, columns]`; a column that is
  /// constant or not finite lies in bin 0.
  package func bins(of columns: Tensor) -> [[Int]] {
    SampleColumn.all(of: columns).map(bins)
  }

  func bins(of column: SampleColumn) -> [Int] {
    let width = column.maximum - column.minimum
    guard width > 0 else { return Array(repeating: 0, count: column.values.count) }
    switch binning {
    case .equalWidth:
      return column.values.map {
        Int(clamping: ($0 - column.minimum) / width * Double(binCount), to: 0...binCount - 1)
      }
    case .equalCount: return quantileBins(of: column.values)
    }
  }

  /// The bin of a number is the share of the smaller ones, in whole bins.
  private func quantileBins(of values: [Double]) -> [Int] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var bins = [Int](repeating: 0, count: values.count)
    var smallerCount = 0
    for (position, index) in order.enumerated() {
      if position > 0, values[index] > values[order[position - 1]] { smallerCount = position }
      bins[index] = smallerCount * binCount / values.count
    }
    return bins
  }
}
