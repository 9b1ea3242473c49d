/// The columns of a table in at most 256 bins each, so that a split is searched in a histogram.
///
/// The bins of a column contain about equally many samples; with no more distinct values than bins,
/// each value has its own bin.
struct BinnedFeatures: Sendable {
  /// The most bins that a column can have.
  static let largestBinCount = 256

  /// The number of samples.
  let rowCount: Int
  /// For every column the borders between neighbouring bins, ascending; none for a constant column.
  let thresholds: [[Double]]
  /// For every column the bin of each sample: the number of thresholds below its value.
  let bins: [[UInt8]]

  /// Sorts the samples of a table into bins.
  init(_ table: SampleTable, binCount: Int) {
    precondition(
      (2...Self.largestBinCount).contains(binCount), "BinnedFeatures: \(binCount) bins")
    rowCount = table.rowCount
    let thresholds = table.columns.map { Self.thresholds($0, binCount: binCount) }
    self.thresholds = thresholds
    bins = zip(table.columns, thresholds).map { column, thresholds in
      column.map { UInt8(thresholds.countBelow($0)) }
    }
  }

  private static func thresholds(_ column: [Double], binCount: Int) -> [Double] {
    let sorted = column.sorted()
    let lasts = sorted.indices.dropLast().filter { sorted[$0] < sorted[$0 + 1] }
    let edges = lasts.count < binCount ? lasts : quantileEdges(lasts, sorted.count, binCount)
    return edges.map { last in
      let (value, next) = (sorted[last], sorted[last + 1])
      let middle = value + (next - value) / 2
      return middle < next ? middle : value
    }
  }

  /// Bin edges where the value increases, chosen so that bins contain about equally many samples.
  private static func quantileEdges(_ lasts: [Int], _ count: Int, _ binCount: Int) -> [Int] {
    var edges: [Int] = []
    var place = 0
    for bin in 1..<binCount {
      while place < lasts.count, lasts[place] + 1 < bin * count / binCount { place += 1 }
      guard place < lasts.count else { break }
      if edges.last != lasts[place] { edges.append(lasts[place]) }
    }
    return edges
  }
}

extension [Double] {
  /// The number of entries below `bound`; the entries ascend.
  func countBelow(_ bound: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
