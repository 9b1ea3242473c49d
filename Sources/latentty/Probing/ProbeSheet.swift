import Analysis
import Datasets
import Diagnostics
import Explorer
import Plotting
import Storage
import Tensors

/// The first points of every way of drawing as a picture: one row of decoded samples for each, and of particles a row as
/// recovered and a row as projected below it.
struct ProbeSheet {
  let report: ProbeReport
  let description: DataDescription

  private static let mostColumns = 8
  private static let gap = 6
  /// The smallest side of a tile in pixels.
  private static let leastSide = 120

  /// The sheet, on white.
  var picture: PNGImage {
    let tiles = report.draws.map(tiles)
    let all = tiles.flatMap(\.self)
    let tile = (width: all.map(\.width).max() ?? 1, height: all.map(\.height).max() ?? 1)
    let box = description.particles == nil ? 0 : Self.leastSide
    let columns = max(1, report.draws.map { min($0.points.rowCount, Self.mostColumns) }.max() ?? 1)
    let step = max(tile.width, box) + Self.gap
    let band = tile.height + Self.gap + (box > 0 ? 2 * (box + Self.gap) : 0)
    var bitmap = PixelBitmap(
      width: columns * step + Self.gap,
      height: max(1, report.draws.count) * band + Self.gap)
    for (row, draw) in report.draws.enumerated() {
      for column in 0..<min(draw.points.rowCount, columns) {
        let (left, top) = (Self.gap + column * step, Self.gap + row * band)
        bitmap.draw(tiles[row][column], column: left, row: top)
        guard box > 0, let format = description.particles,
          let projection = draw.particles?.projections[column]
        else { continue }
        for (index, positions) in [projection.recovered.positions, projection.positions]
          .enumerated()
        {
          bitmap.drawBox(
            positions, boxLength: format.boxLength, column: left,
            row: top + tile.height + Self.gap + index * (box + Self.gap), side: box)
        }
      }
    }
    return PNGImage(
      width: bitmap.width, height: bitmap.height, channels: 3, pixels: bitmap.pixels)
  }

  /// The samples that are shown of a way of drawing, on one scale.
  private func tiles(_ draw: ProbeReport.Draw) -> [PixelBitmap] {
    let drawing = SampleDrawing(description, covering: [draw.samples])
    return (0..<min(draw.points.rowCount, Self.mostColumns)).map {
      drawing.bitmap(draw.sample($0), leastSide: Self.leastSide)
    }
  }
}

extension ProbeReport.Draw {
  /// One of the decoded samples, `[height, width, channels]`.
  func sample(_ index: Int) -> Tensor {
    Tensor(shape: Array(samples.shape.dropFirst()), elements: Array(samples.row(index)))
  }
}

extension PixelBitmap {
  /// Draws particles of diameter 1 in a box with grey walls; what is outside is cut off at the edge of the tile.
  fileprivate mutating func drawBox(
    _ positions: [SIMD2<Double>], boxLength: Double, column: Int, row: Int, side: Int
  ) {
    let scale = Double(side) / boxLength
    let radius = scale / 2
    for y in 0..<side {
      for x in 0..<side {
        let place = SIMD2(Double(x) + 0.5, Double(side - y) - 0.5)
        let isWall = x == 0 || y == 0 || x == side - 1 || y == side - 1
        let isInk = positions.contains {
          let difference = $0 * scale - place
          return (difference * difference).sum() <= radius * radius * 0.81
        }
        if isInk {
          self[column + x, row + y] = RGB(40, 90, 160)
        } else if isWall {
          self[column + x, row + y] = RGB(160, 160, 160)
        }
      }
    }
  }
}
