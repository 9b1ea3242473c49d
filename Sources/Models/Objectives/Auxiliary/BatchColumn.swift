/// One number per row of a batch, in double precision, padded with zeros to whole vectors.
struct BatchColumn {
  private typealias Lanes = SIMD8<Double>

  let start: UnsafeMutablePointer<Double>
  let rowCount: Int

  /// The number of elements of a column of `rows`, with padding.
  static func paddedCount(_ rows: Int) -> Int {
    (rows + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
  }

  private var paddedCount: Int { Self.paddedCount(rowCount) }

  /// Shifts the column to mean zero and scales it to mean square one.
  ///
  /// A column whose deviation is below 1e-5 of its size or below `smallestDeviation` is treated as constant
  /// and set to zero: its correlations are 0, where the quotient would be 0 / 0 or noise.
  ///
  /// - Returns: The deviation before scaling; 0 for a constant column.
  func standardize(smallestDeviation: Double) -> Double {
    let count = Double(rowCount)
    for row in rowCount..<paddedCount { start[row] = 0 }
    var (sum, squares) = (0.0, 0.0)
    for row in 0..<rowCount { sum += start[row] }
    let mean = sum / count
    for row in 0..<rowCount {
      start[row] -= mean
      squares += start[row] * start[row]
    }
    let variance = squares / count
    // A variance of NaN does not count as constant: the penalty becomes NaN too.
    if variance <= 1e-10 * (variance + mean * mean) + smallestDeviation * smallestDeviation {
      start.update(repeating: 0, count: rowCount)
      return 0
    }
    let deviation = variance.squareRoot()
    for row in 0..<rowCount { start[row] /= deviation }
    return deviation
  }

  /// The mean product of two columns; the Pearson correlation of standardised ones.
  func meanProduct(with other: BatchColumn) -> Double {
    var sum = Lanes.zero
    for row in stride(from: 0, to: paddedCount, by: Lanes.scalarCount) {
      sum += lanes(row) * other.lanes(row)
    }
    return sum.sum() / Double(rowCount)
  }

  /// Adds a multiple of another column.
  func add(_ other: BatchColumn, times factor: Double) {
    for row in stride(from: 0, to: paddedCount, by: Lanes.scalarCount) {
      let sum = lanes(row) + other.lanes(row) * factor
      UnsafeMutableRawPointer(start + row).storeBytes(of: sum, as: Lanes.self)
    }
  }

  /// Sets every element to zero.
  func clear() { start.update(repeating: 0, count: paddedCount) }

  @inline(__always) private func lanes(_ row: Int) -> Lanes {
    UnsafeRawPointer(start + row).loadUnaligned(as: Lanes.self)
  }
}
