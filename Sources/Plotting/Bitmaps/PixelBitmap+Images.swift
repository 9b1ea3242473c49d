extension PixelBitmap {
  /// Pictures side by side in the exact colours of their maps, every pixel a square of `zoom` by `zoom`.
  ///
  /// - Parameters:
  ///   - plots: The pictures from left to right, each with its own map and scale; `fit` is ignored.
  ///   - zoom: The side of a pixel, at least 1.
  ///   - gap: The pixels of background between two pictures.
  ///   - background: The colour between and below the pictures.
  /// - Returns: A bitmap as tall as the tallest picture; the others are aligned at the top.
  package static func row(
    of plots: [ImagePlot], zoom: Int, gap: Int = 0, background: RGB = RGB(255, 255, 255)
  ) -> PixelBitmap {
    precondition(zoom >= 1 && gap >= 0, "PixelBitmap.row: zoom \(zoom), gap \(gap)")
    let widths = plots.map { zoom * $0.image.width }
    var bitmap = PixelBitmap(
      width: widths.reduce(0, +) + gap * max(0, plots.count - 1),
      height: plots.map { zoom * $0.image.height }.max() ?? 0, background: background)
    var column = 0
    for (plot, width) in zip(plots, widths) {
      bitmap.draw(plot, column: column, row: 0, zoom: zoom)
      column += width + gap
    }
    return bitmap
  }

  /// Draws a picture in the exact colours of its map.
  ///
  /// - Parameters:
  ///   - plot: The picture with its map and scale.
  ///   - column: The column of its left edge.
  ///   - row: The row of its top edge.
  ///   - zoom: The side of a pixel, at least 1.
  /// - Precondition: The picture fits.
  package mutating func draw(_ plot: ImagePlot, column: Int, row: Int, zoom: Int) {
    for pixelRow in 0..<plot.image.height {
      for pixelColumn in 0..<plot.image.width {
        let color = plot.rgb(column: pixelColumn, row: pixelRow)
        for y in 0..<zoom {
          for x in 0..<zoom {
            self[column + pixelColumn * zoom + x, row + pixelRow * zoom + y] = color
          }
        }
      }
    }
  }

  /// Copies a picture.
  ///
  /// - Parameters:
  ///   - other: The picture.
  ///   - column: The column of its left edge.
  ///   - row: The row of its top edge.
  /// - Precondition: The picture fits.
  package mutating func draw(_ other: PixelBitmap, column: Int, row: Int) {
    for y in 0..<other.height {
      for x in 0..<other.width { self[column + x, row + y] = other[x, y] }
    }
  }
}
