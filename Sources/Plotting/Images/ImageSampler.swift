/// The number that each dot of the screen represents.
struct ImageSampler {
  let image: ScalarImage
  let columns: AxisSampling
  let rows: AxisSampling

  /// The mean of the pixels that a dot shows; not finite if one of them is not.
  func value(dotColumn: Int, dotRow: Int) -> Float {
    let columnSpan = columns.pixels(of: dotColumn)
    let rowSpan = rows.pixels(of: dotRow)
    guard columnSpan.count > 1 || rowSpan.count > 1 else {
      return image.values[rowSpan.lowerBound * image.width + columnSpan.lowerBound]
    }
    var sum: Float = 0
    var weights: Float = 0
    for row in rowSpan {
      let rowWeight = rows.weight(of: row, in: dotRow)
      for column in columnSpan {
        let weight = rowWeight * columns.weight(of: column, in: dotColumn)
        sum += weight * image.values[row * image.width + column]
        weights += weight
      }
    }
    return sum / weights
  }

  /// The mean of three channels over the pixels that a dot shows.
  func channels(dotColumn: Int, dotRow: Int, of colors: ColorImage) -> SIMD3<Float> {
    var sum = SIMD3<Float>.zero
    var weights: Float = 0
    for row in rows.pixels(of: dotRow) {
      let rowWeight = rows.weight(of: row, in: dotRow)
      for column in columns.pixels(of: dotColumn) {
        let weight = rowWeight * columns.weight(of: column, in: dotColumn)
        sum += weight * colors.channels(ofPixel: row * colors.width + column)
        weights += weight
      }
    }
    return sum / weights
  }
}
