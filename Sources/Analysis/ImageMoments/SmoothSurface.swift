// A picture as a smooth surface through its pixels: the interpolating cubic spline (Unser, Aldroubi
// and Eden 1993, "B-spline signal processing"). Of the interpolations with four taps it is the one
// that comes closest to the ideal of a band-limited surface: a Gaussian as narrow as a pixel keeps
// its size, where cubic convolution would widen it by two percent.

/// The cubic spline through the pixels of a picture, mirrored at its borders.
struct SmoothSurface {
  private let height: Int
  private let width: Int
  /// The spline's coefficients with ``margin`` mirrored ones around them.
  private let coefficients: [Float]
  private let stride: Int
  private static let margin = 2

  init(_ grid: PixelGrid) {
    height = grid.height
    width = grid.width
    stride = width + 2 * Self.margin
    let rowCount = height + 2 * Self.margin
    var values = [Float](repeating: 0, count: rowCount * stride)
    for rowIndex in 0..<height {
      guard let row = grid.row(rowIndex) else { continue }
      let start = (rowIndex + Self.margin) * stride + Self.margin
      for column in 0..<width { values[start + column] = row[column] }
    }
    values.withUnsafeMutableBufferPointer { [height, width, stride] values in
      let margin = Self.margin
      for row in 0..<height {
        splineCoefficients(values, from: (row + margin) * stride, step: 1, count: width)
      }
      for column in 0..<stride {
        splineCoefficients(values, from: column, step: stride, count: height)
      }
    }
    coefficients = values
  }

  /// The integral over the square of one pixel: the spline of degree 4 at the pixels.
  func integral(row: Int, column: Int) -> Float {
    coefficients.withUnsafeBufferPointer { coefficients in
      var sum: Float = 0
      for i in 0..<5 {
        let start = (row &+ i) &* stride &+ column
        var line = centralWeight * coefficients[start &+ 2]
        line += nearWeight * (coefficients[start &+ 1] + coefficients[start &+ 3])
        line += farWeight * (coefficients[start] + coefficients[start &+ 4])
        sum += (i == 2 ? centralWeight : i == 1 || i == 3 ? nearWeight : farWeight) * line
      }
      return sum
    }
  }

  /// The surface at the refined points of one pixel, a vector of columns for each of four rows.
  func refined(
    row: Int, column: Int
  ) -> (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) {
    coefficients.withUnsafeBufferPointer { coefficients in
      var result = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
      for i in 0..<5 {
        let start = (row &+ i) &* stride &+ column
        var line = refinedWeights(0) * coefficients[start]
        line.addProduct(refinedWeights(1), coefficients[start &+ 1])
        line.addProduct(refinedWeights(2), coefficients[start &+ 2])
        line.addProduct(refinedWeights(3), coefficients[start &+ 3])
        line.addProduct(refinedWeights(4), coefficients[start &+ 4])
        let weights = refinedWeights(i)
        result.0.addProduct(line, weights[0])
        result.1.addProduct(line, weights[1])
        result.2.addProduct(line, weights[2])
        result.3.addProduct(line, weights[3])
      }
      return result
    }
  }
}

private let centralWeight: Float = 115.0 / 192
private let nearWeight: Float = 19.0 / 96
private let farWeight: Float = 1.0 / 384

/// The weight of the pixel at distance `index - 2` for the points at -3/8, -1/8, 1/8 and 3/8.
@inline(__always)
private func refinedWeights(_ index: Int) -> SIMD4<Float> {
  switch index {
  case 0: SIMD4(27, 1, 0, 0) / 3072
  case 1: SIMD4(1223, 725, 343, 125) / 3072
  case 2: SIMD4(1697, 2003, 2003, 1697) / 3072
  case 3: SIMD4(125, 343, 725, 1223) / 3072
  default: SIMD4(0, 0, 1, 27) / 3072
  }
}

/// Turns samples along one axis into the coefficients of the spline through them, with two mirrored
/// ones at either end.
private func splineCoefficients(
  _ values: UnsafeMutableBufferPointer<Float>, from start: Int, step: Int, count: Int
) {
  let pole: Float = -0.267_949_192_431_122_7
  func index(_ position: Int) -> Int { start + (position + 2) * step }
  if count > 1 {
    // The mirrored start of the recursion; twelve terms reach the precision of a Float.
    var first = values[index(0)]
    var power = pole
    for position in 1...12 {
      first += power * values[index(mirrored(position, count))]
      power *= pole
    }
    values[index(0)] = first
    for position in 1..<count { values[index(position)] += pole * values[index(position - 1)] }
    values[index(count - 1)] =
      pole / (pole * pole - 1) * (values[index(count - 1)] + pole * values[index(count - 2)])
    for position in (0..<count - 1).reversed() {
      values[index(position)] = pole * (values[index(position + 1)] - values[index(position)])
    }
    for position in 0..<count { values[index(position)] *= 6 }
  }
  for position in [-2, -1, count, count + 1] {
    values[index(position)] = values[index(mirrored(position, count))]
  }
}

/// The position within `0..<count` that a position outside mirrors.
private func mirrored(_ position: Int, _ count: Int) -> Int {
  if (0..<count).contains(position) { return position }
  guard count > 1 else { return 0 }
  let period = 2 * count - 2
  let folded = ((position % period) + period) % period
  return min(folded, period - folded)
}
