/// Which pixels of one axis a dot of the screen shows, in exact integer arithmetic.
///
/// With at least as many dots as pixels each dot shows the one pixel below its middle; with fewer it shows the mean
/// over the stretch that it covers, cut pixels counting by their part.
struct AxisSampling: Sendable, Equatable {
  let pixelCount: Int
  let dotCount: Int

  var isAveraged: Bool { dotCount < pixelCount }

  /// The pixels that a dot shows, whole or in part.
  func pixels(of dot: Int) -> Range<Int> {
    guard isAveraged else {
      let pixel = (2 * dot + 1) * pixelCount / (2 * dotCount)
      return pixel..<(pixel + 1)
    }
    let end = ((dot + 1) * pixelCount + dotCount - 1) / dotCount
    return (dot * pixelCount / dotCount)..<end
  }

  /// A pixel's share of a dot; the shares of a dot sum to the same number for all dots.
  func weight(of pixel: Int, in dot: Int) -> Float {
    guard isAveraged else { return 1 }
    let start = max(pixel * dotCount, dot * pixelCount)
    let end = min((pixel + 1) * dotCount, (dot + 1) * pixelCount)
    return Float(end - start)
  }

  /// The dot over the middle of a pixel.
  func dot(of pixel: Int) -> Int {
    (2 * pixel + 1) * dotCount / (2 * pixelCount)
  }
}

/// The number that each dot of the screen stands for.
struct ImageSampler {
  let image: ScalarImage
  let columns: AxisSampling
  let rows: AxisSampling

  /// The mean of the pixels that a dot shows; what is not finite in them stays so.
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
}
