import Datasets
import Explorer
import Plotting
import Storage
import Tensors

/// Decoded samples in a grid, on one scale, on white.
struct DecodedSheet {
  let batches: [Tensor]
  let description: DataDescription

  /// More samples than this are too many for a picture.
  static let mostSamples = 400
  private static let gap = 2
  /// The smallest side of a tile in pixels.
  private static let leastSide = 32

  /// The picture.
  var picture: PNGImage {
    let drawing = SampleDrawing(description, covering: batches)
    let tiles = batches.flatMap { batch in
      (0..<batch.rowCount).map { row in
        let sample = Tensor(
          shape: Array(batch.shape.dropFirst()), elements: Array(batch.row(row)))
        return drawing.bitmap(sample, leastSide: Self.leastSide)
      }
    }
    let columns = Self.columns(for: tiles.count)
    let (width, height) = (tiles.map(\.width).max() ?? 1, tiles.map(\.height).max() ?? 1)
    var bitmap = PixelBitmap(
      width: columns * (width + Self.gap) + Self.gap,
      height: max(1, (tiles.count + columns - 1) / columns) * (height + Self.gap) + Self.gap)
    for (place, tile) in tiles.enumerated() {
      bitmap.draw(
        tile, column: Self.gap + place % columns * (width + Self.gap),
        row: Self.gap + place / columns * (height + Self.gap))
    }
    return PNGImage(
      width: bitmap.width, height: bitmap.height, channels: 3, pixels: bitmap.pixels)
  }

  /// About as many columns as rows.
  private static func columns(for count: Int) -> Int {
    (1...20).first { $0 * $0 >= count } ?? 20
  }
}
