/// The means of a picture's square windows, one for each that lies inside it.
struct WindowMeans {
  let side: Int
  let height: Int
  let width: Int

  /// The mean in every window, row by row, of what `value` gives for a pixel's offset.
  func means(_ value: (Int) -> Double) -> [Double] {
    let (rowCount, columnCount) = (height - side + 1, width - side + 1)
    // An integral image would lose digits by cancellation; two passes of short sums do not.
    var rowSums = [Double](repeating: 0, count: height * columnCount)
    for row in 0..<height {
      for column in 0..<columnCount {
        var sum = 0.0
        for offset in 0..<side { sum += value(row * width + column + offset) }
        rowSums[row * columnCount + column] = sum
      }
    }
    var means = [Double](repeating: 0, count: rowCount * columnCount)
    let area = Double(side * side)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        var sum = 0.0
        for offset in 0..<side { sum += rowSums[(row + offset) * columnCount + column] }
        means[row * columnCount + column] = sum / area
      }
    }
    return means
  }
}
