import Platform

/// Counts of each pair of bins, and plug-in estimates with frequencies in place of probabilities.
struct ContingencyTable {
  private let sampleCount: Int
  private let joint: [Int]
  private let rows: [Int]
  private let columns: [Int]

  /// Counts pairs; both lists have one bin below `binCount` per sample.
  init(_ first: [Int], _ second: [Int], binCount: Int) {
    sampleCount = first.count
    var joint = [Int](repeating: 0, count: binCount * binCount)
    for (row, column) in zip(first, second) { joint[row * binCount + column] += 1 }
    self.joint = joint
    rows = (0..<binCount).map { row in
      joint[row * binCount..<(row + 1) * binCount].reduce(0, +)
    }
    columns = (0..<binCount).map { column in
      stride(from: column, to: joint.count, by: binCount).reduce(0) { $0 + joint[$1] }
    }
  }

  /// The mutual information in nats; 0 without samples.
  var mutualInformation: Double {
    guard sampleCount > 0 else { return 0 }
    let total = Double(sampleCount)
    var sum = 0.0
    for (row, rowTotal) in rows.enumerated() where rowTotal > 0 {
      for (column, columnTotal) in columns.enumerated() {
        let count = joint[row * columns.count + column]
        guard count > 0 else { continue }
        sum += Double(count) * log(Double(count) * total / (Double(rowTotal) * Double(columnTotal)))
      }
    }
    return max(sum / total, 0)
  }
}
