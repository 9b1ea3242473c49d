import Networks
import Platform

/// Layers that read windows of images, by their definitions; `nil` for others.
enum ReferenceResampling {
  static func output(
    of layer: any Layer, _ input: NestedValues, _ shape: [Int]
  ) -> NestedValues? {
    switch layer {
    case let layer as Pooling:
      return NestedValues(shape: shape) { pooled(layer, input, $0) }
    case let layer as Resize:
      return NestedValues(shape: shape) { resized(layer, input, $0) }
    default: return nil
    }
  }

  private static func pooled(_ layer: Pooling, _ input: NestedValues, _ index: [Int]) -> Double {
    var values: [Double] = []
    var count = 0
    for ky in 0..<layer.kernel[0] {
      for kx in 0..<layer.kernel[1] {
        let y = index[0] * layer.strides[0] - layer.padding[0] + ky * layer.dilations[0]
        let x = index[1] * layer.strides[1] - layer.padding[1] + kx * layer.dilations[1]
        if y < input.shape[0] + layer.padding[2], x < input.shape[1] + layer.padding[3] {
          count += 1
        }
        if (0..<input.shape[0]).contains(y), (0..<input.shape[1]).contains(x) {
          values.append(input[[y, x, index[2]]])
        }
      }
    }
    guard layer.operation == .mean else { return values.max() ?? -.infinity }
    let divisor = layer.countsPadding ? count : values.count
    return values.reduce(0, +) / Double(max(1, divisor))
  }

  private static func resized(_ layer: Resize, _ input: NestedValues, _ index: [Int]) -> Double {
    let axes = (0..<2).map { axis in
      weights(
        layer, at: source(layer, index[axis], axis, input.shape[axis]), extent: input.shape[axis])
    }
    var sum = 0.0
    for (y, first) in axes[0] {
      for (x, second) in axes[1] {
        let place = [
          min(max(y, 0), input.shape[0] - 1), min(max(x, 0), input.shape[1] - 1), index[2],
        ]
        sum += first * second * input[place]
      }
    }
    return sum
  }

  private static func source(_ layer: Resize, _ place: Int, _ axis: Int, _ extent: Int) -> Double {
    let (x, count) = (Double(place), layer.size[axis])
    let scale = layer.scales?[axis] ?? Double(count) / Double(extent)
    switch layer.coordinates {
    case .halfPixel: return (x + 0.5) / scale - 0.5
    case .pytorchHalfPixel: return count > 1 ? (x + 0.5) / scale - 0.5 : 0
    case .asymmetric: return x / scale
    case .alignCorners: return count > 1 ? x * Double(extent - 1) / Double(count - 1) : 0
    case .halfPixelSymmetric:
      let whole = Double(extent) * scale
      let offset = Double(extent) / 2 * (1 - Double(count) / whole)
      return offset + (x + 0.5) / scale - 0.5
    }
  }

  private static func weights(
    _ layer: Resize, at source: Double, extent: Int
  ) -> [(Int, Double)] {
    let base = Int(source.rounded(.down))
    var taps: [(Int, Double)] = []
    switch layer.method {
    case .nearest: return [(nearest(layer, source), 1)]
    case .linear: taps = (0...1).map { (base + $0, 1 - abs(source - Double(base + $0))) }
    case .cubic:
      taps = (-1...2).map { (base + $0, cubic(abs(source - Double(base + $0)), layer)) }
    }
    guard layer.excludesOutside else { return taps }
    let inside = taps.filter { (0..<extent).contains($0.0) }
    let sum = inside.reduce(0) { $0 + $1.1 }
    return inside.map { ($0.0, $0.1 / sum) }
  }

  private static func nearest(_ layer: Resize, _ source: Double) -> Int {
    let (below, rest) = (source.rounded(.down), source - source.rounded(.down))
    let isUpper =
      switch layer.rounding {
      case .preferFloor: rest > 0.5
      case .preferCeiling: rest >= 0.5
      case .floor: false
      case .ceiling: rest > 0
      }
    return Int(below) + (isUpper ? 1 : 0)
  }

  private static func cubic(_ t: Double, _ layer: Resize) -> Double {
    let a = layer.cubicCoefficient
    if t <= 1 { return (a + 2) * pow(t, 3) - (a + 3) * pow(t, 2) + 1 }
    return t < 2 ? a * pow(t, 3) - 5 * a * pow(t, 2) + 8 * a * t - 4 * a : 0
  }
}
