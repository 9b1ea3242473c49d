// The flux within a circle grows with its radius; where it reaches half of the total is the
// half-light radius. Pixels are too coarse a measure of circles, so those that the circle may cut
// are refined into sixteen points of the smooth surface, each spread over a ring's width.
// A first pass over whole pixels finds out which those are.

/// The flux of a picture within circles around a centre.
struct CurveOfGrowth {
  private let surface: SmoothSurface
  private let height: Int
  private let width: Int
  private let row: Float
  private let column: Float
  /// The flux of every pixel's square and the distance of its centre.
  private var cells: [(flux: Float, distance: Float)] = []

  /// The width of a ring in pixels, half of a refined point's.
  private static let ringWidth: Float = 0.125
  /// Half of a pixel's diagonal.
  private static let cellRadius: Float = 0.7072

  init(_ grid: PixelGrid, around center: PixelPosition) {
    surface = SmoothSurface(grid)
    height = grid.height
    width = grid.width
    row = Float(center.row)
    column = Float(center.column)
    cells.reserveCapacity(height * width)
    for rowIndex in 0..<height {
      let dy = Float(rowIndex) - row
      for columnIndex in 0..<width {
        let dx = Float(columnIndex) - column
        cells.append(
          (
            surface.integral(row: rowIndex, column: columnIndex),
            (dx * dx + dy * dy).squareRoot()
          ))
      }
    }
  }

  /// The radius of the circle with half of the flux in pixels, `nil` where there is no flux.
  var halfLightRadius: Double? {
    let half = cells.reduce(0.0) { $0 + Double($1.flux) } / 2
    guard half > 0, half.isFinite, let guess = coarseRadius(half) else { return nil }
    var margin: Float = 1
    let farthest = Float(height + width)
    while margin < 2 * farthest {
      if let radius = radius(half, between: guess - margin, and: guess + margin) { return radius }
      margin *= 4
    }
    return nil
  }

  /// The radius by whole pixels, accurate to about one.
  private func coarseRadius(_ half: Double) -> Float? {
    var rings = Rings(from: 0, to: Float(height + width), width: 1)
    for cell in cells { rings.add(cell.flux, at: cell.distance) }
    return rings.radius(where: half, inside: 0)
  }

  /// The radius with half of the flux, `nil` if it is not between the bounds.
  private func radius(_ half: Double, between low: Float, and high: Float) -> Double? {
    let (low, high) = (max(low, 0), high)
    let start = max(low - 2 * Self.cellRadius, 0)
    var rings = Rings(
      from: start, to: high + 2 * Self.cellRadius + 1, width: Self.ringWidth)
    var inside = 0.0
    for (index, cell) in cells.enumerated() where cell.distance - Self.cellRadius < high {
      if cell.distance + Self.cellRadius < low {
        inside += Double(cell.flux)
      } else {
        addRefined(row: index / width, column: index % width, to: &rings)
      }
    }
    guard let radius = rings.radius(where: half, inside: inside), radius >= low, radius <= high
    else { return nil }
    return Double(radius)
  }

  private func addRefined(row rowIndex: Int, column columnIndex: Int, to rings: inout Rings) {
    let area: Float = 0.0625
    let offsets = SIMD4<Float>(-0.375, -0.125, 0.125, 0.375)
    let dx = offsets + (Float(columnIndex) - column)
    let dy = offsets + (Float(rowIndex) - row)
    let values = surface.refined(row: rowIndex, column: columnIndex)
    rings.add(values.0 * area, at: (dx * dx + dy[0] * dy[0]).squareRoot())
    rings.add(values.1 * area, at: (dx * dx + dy[1] * dy[1]).squareRoot())
    rings.add(values.2 * area, at: (dx * dx + dy[2] * dy[2]).squareRoot())
    rings.add(values.3 * area, at: (dx * dx + dy[3] * dy[3]).squareRoot())
  }
}

/// Flux collected in rings of equal width.
private struct Rings {
  private let start: Float
  private let width: Float
  private var fluxes: [Float]

  init(from start: Float, to end: Float, width: Float) {
    self.start = start
    self.width = width
    fluxes = Array(repeating: 0, count: Int((end - start) / width) + 2)
  }

  /// Spreads flux at a radius over a ring's width around it.
  @inline(__always)
  mutating func add(_ flux: Float, at radius: Float) {
    let position = max((radius - start) / width - 0.5, 0)
    let ring = Int(position)
    let outer = flux * (position - Float(ring))
    fluxes[ring] += flux - outer
    fluxes[ring + 1] += outer
  }

  @inline(__always)
  mutating func add(_ flux: SIMD4<Float>, at radius: SIMD4<Float>) {
    for lane in 0..<4 { add(flux[lane], at: radius[lane]) }
  }

  /// The radius within which there is `target`, of which `inside` lies within the first ring; within
  /// one ring the flux grows with the area.
  func radius(where target: Double, inside: Double) -> Float? {
    var inside = inside
    for (index, flux) in fluxes.enumerated() {
      let flux = Double(flux)
      if flux > 0, inside + flux >= target {
        let inner = start + Float(index) * width
        let outer = inner + width
        let share = Float(max(target - inside, 0) / flux)
        return (inner * inner + (outer * outer - inner * inner) * share).squareRoot()
      }
      inside += flux
    }
    return nil
  }
}
