/// The means of a picture's square windows, one for each that lies inside it.
struct WindowMeans {
  let side: Int
  let height: Int
  let width: Int

  /// The mean of the values in every window, row by row; `values` has one per pixel.
  func means(_ values: [Double]) -> [Double] {
    let (rowCount, columnCount) = (height - side + 1, width - side + 1)
    // An integral image would lose digits by cancellation; two passes of short sums do not.
    var rowSums = [Double](repeating: 0, count: height * columnCount)
    var means = [Double](repeating: 0, count: rowCount * columnCount)
    values.withUnsafeBufferPointer { values in
      rowSums.withUnsafeMutableBufferPointer { sums in
        for row in 0..<height {
          for offset in 0..<side {
            for column in 0..<columnCount {
              sums[row * columnCount + column] += values[row * width + column + offset]
            }
          }
        }
      }
    }
    let area = Double(side * side)
    rowSums.withUnsafeBufferPointer { sums in
      means.withUnsafeMutableBufferPointer { means in
        for row in 0..<rowCount {
          let line = row * columnCount
          for offset in 0..<side {
            for column in 0..<columnCount {
              means[line + column] += sums[line + offset * columnCount + column]
            }
          }
          for column in 0..<columnCount { means[line + column] /= area }
        }
      }
    }
    return means
  }
}
