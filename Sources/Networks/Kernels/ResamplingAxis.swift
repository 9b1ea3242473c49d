/// The pixels that every pixel of a resized axis is a mean of, and their weights.
struct ResamplingAxis: Sendable {
  /// The pixels of one mean: 1, 2 or 4.
  let tapCount: Int
  /// The positions in the input, `[output, tapCount]`.
  let positions: [Int32]
  /// The weights, in the same order.
  let weights: [Float]
  /// The extent of the output.
  let count: Int

  init(_ resize: Resize, extent: Int, axis: Int) {
    let count = resize.size[axis]
    let scale = resize.scales?[axis] ?? Double(count) / Double(extent)
    var positions: [Int32] = []
    var weights: [Float] = []
    for place in 0..<count {
      let source = Self.source(
        of: Double(place), resize.coordinates, extent: extent, count: count, scale: scale)
      for tap in Self.taps(at: source, resize, extent: extent) {
        positions.append(Int32(min(max(tap.position, 0), extent - 1)))
        weights.append(Float(tap.weight))
      }
    }
    tapCount = Self.tapCount(resize.method)
    self.positions = positions
    self.weights = weights
    self.count = count
  }

  static func tapCount(_ method: Resize.Method) -> Int {
    switch method {
    case .nearest: 1
    case .linear: 2
    case .cubic: 4
    }
  }

  /// The position in the input that a position of the output stands for.
  private static func source(
    of place: Double, _ coordinates: Resize.Coordinates, extent: Int, count: Int, scale: Double
  ) -> Double {
    let center = (place + 0.5) / scale - 0.5
    switch coordinates {
    case .halfPixel: return center
    case .pytorchHalfPixel: return count == 1 ? 0 : center
    case .asymmetric: return place / scale
    case .alignCorners:
      return count == 1 ? 0 : place * Double(extent - 1) / Double(count - 1)
    case .halfPixelSymmetric:
      let adjustment = Double(count) / (scale * Double(extent))
      return Double(extent) / 2 * (1 - adjustment) + center
    }
  }

  private static func taps(
    at source: Double, _ resize: Resize, extent: Int
  ) -> [(position: Int, weight: Double)] {
    let floor = source.rounded(.down)
    let (base, offset) = (Int(floor), source - floor)
    switch resize.method {
    case .nearest: return [(nearest(source, resize.rounding), 1)]
    case .linear: return kept([(base, 1 - offset), (base + 1, offset)], resize, extent)
    case .cubic:
      return kept(
        (-1...2).map { step in
          (
            base + step,
            cubicWeight((Double(step) - offset).magnitude, resize.cubicCoefficient)
          )
        }, resize, extent)
    }
  }

  /// Drops the weights outside the image, where that is wanted.
  private static func kept(
    _ taps: [(position: Int, weight: Double)], _ resize: Resize, _ extent: Int
  ) -> [(position: Int, weight: Double)] {
    guard resize.excludesOutside else { return taps }
    let inside = taps.map { (0..<extent).contains($0.position) ? $0.weight : 0 }
    let sum = inside.reduce(0, +)
    return zip(taps, inside).map { ($0.position, sum == 0 ? 0 : $1 / sum) }
  }

  private static func nearest(_ source: Double, _ rounding: Resize.Rounding) -> Int {
    switch rounding {
    case .preferFloor: Int((source - 0.5).rounded(.up))
    case .preferCeiling: Int((source + 0.5).rounded(.down))
    case .floor: Int(source.rounded(.down))
    case .ceiling: Int(source.rounded(.up))
    }
  }

  /// The cubic convolution kernel (Keys 1981, equation 4) for any coefficient.
  private static func cubicWeight(_ distance: Double, _ a: Double) -> Double {
    if distance <= 1 { return ((a + 2) * distance - (a + 3)) * distance * distance + 1 }
    if distance < 2 { return a * (((distance - 5) * distance + 8) * distance - 4) }
    return 0
  }
}
