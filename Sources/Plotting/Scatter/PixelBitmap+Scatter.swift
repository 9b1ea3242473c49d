import Numerics

extension PixelBitmap {
  /// Points as a picture for files: discs on white, mixed where they overlap, grey without a class or a number.
  ///
  /// - Parameters:
  ///   - positions: x and y of every point in turn.
  ///   - colors: The classes or numbers of the points.
  ///   - colorMap: The colours of numbers; classes have those of ``CategoricalPalette``.
  ///   - window: The part of the plane that is shown.
  ///   - side: The pixels of each side, at least 8.
  /// - Returns: The picture.
  package static func scatter(
    _ positions: [Float], colors: ScatterColors, colorMap: ColorMap = .viridis,
    window: ScatterWindow, side: Int = 1200
  ) -> PixelBitmap {
    precondition(side >= 8, "PixelBitmap.scatter: a side of \(side)")
    let count = positions.count / 2
    // Placements count dots of cells that are twice as tall as wide.
    let placement = window.placement(in: Size(columns: (side + 1) / 2, rows: (side + 3) / 4))
    let radius = count > 20_000 ? 1 : (count > 2_000 ? 2 : 4)
    let paint = PointPaint(colors, colorMap: colorMap)
    var ink = [SIMD4<Float>](repeating: .zero, count: side * side)
    for point in 0..<count where colors.shows(point) {
      let dot = placement.dot(x: Double(positions[2 * point]), y: Double(positions[2 * point + 1]))
      guard dot.column > -9, dot.row > -9, dot.column < Double(side) + 9, dot.row < Double(side) + 9
      else { continue }
      let color = paint.color(of: point)
      let column = Int(clamping: dot.column.rounded(.down), to: -9...side + 9)
      let row = Int(clamping: dot.row.rounded(.down), to: -9...side + 9)
      for y in (row - radius...row + radius).clamped(to: 0...side - 1) {
        for x in (column - radius...column + radius).clamped(to: 0...side - 1) {
          let (across, down) = (x - column, y - row)
          guard across * across + down * down <= radius * radius else { continue }
          ink[y * side + x] += color
        }
      }
    }
    return bitmap(ink, side: side)
  }

  /// The opacity of each further point.
  private static let opacity: Float = 0.7

  private static func bitmap(_ ink: [SIMD4<Float>], side: Int) -> PixelBitmap {
    var bitmap = PixelBitmap(width: side, height: side)
    for pixel in ink.indices where ink[pixel].w > 0 {
      let mean = ink[pixel] / ink[pixel].w
      var clear: Float = 1
      for _ in 0..<Int(clamping: ink[pixel].w, to: 0...8) { clear *= 1 - opacity }
      let mixed = mean * (1 - clear) + SIMD4(repeating: 255 * clear)
      bitmap[pixel % side, pixel / side] = RGB(
        red: mixed.x.rounded(), green: mixed.y.rounded(), blue: mixed.z.rounded())
    }
    return bitmap
  }
}

/// The colour of every point, and 1 to count it.
private struct PointPaint {
  private let colors: ScatterColors
  private let entries: [SIMD4<Float>]
  private let steps: [SIMD4<Float>]
  private static let gray = SIMD4<Float>(120, 120, 120, 1)

  init(_ colors: ScatterColors, colorMap: ColorMap) {
    self.colors = colors
    func vector(_ color: RGB) -> SIMD4<Float> {
      SIMD4(Float(color.red), Float(color.green), Float(color.blue), 1)
    }
    entries = CategoricalPalette.colors.map(vector)
    // The palest tenth of a map is invisible on white.
    steps = (0..<256).map { vector(colorMap.rgb(at: 0.9 * Float($0) / 255)) }
  }

  func color(of point: Int) -> SIMD4<Float> {
    switch colors {
    case .uniform: return Self.gray
    case .classes(let indices, let count, _):
      let index = Int(truncatingIfNeeded: indices[point])
      return index < count ? entries[index % entries.count] : Self.gray
    case .values(let values):
      let value = values[point]
      return value.isNaN ? Self.gray : steps[Int(clamping: value * 255, to: 0...255)]
    }
  }
}
