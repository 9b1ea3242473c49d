/// Which pixels of one axis a dot of the screen shows, in exact integer arithmetic.
///
/// With at least as many dots as pixels each dot shows the one pixel below its middle; with fewer it shows the mean
/// over the pixels that it covers, partly covered pixels weighted accordingly.
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

  /// A pixel's weight in a dot; the weights sum to the same number for all dots.
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
