import Numerics

/// Where a picture's pixels lie on the screen, and the inverse map from a cell to its pixels.
///
/// Dots are square in `half` (1 x 2 in a cell) and `braille` (2 x 4); an `ascii` cell is a dot twice as tall as
/// wide, so a whole pixel there is two columns by one row.
package struct ImagePlacement: Sendable, Equatable {
  /// The cells that the picture covers, in the middle of the room it was given.
  package let rect: Rect
  /// How the picture is drawn.
  package let graphics: GraphicsMode

  let columns: AxisSampling
  let rows: AxisSampling
  let cellColumns: Int
  let cellRows: Int

  /// Places a picture in the middle of a block of cells, its aspect ratio kept.
  ///
  /// - Parameters:
  ///   - width: The pixels in a row.
  ///   - height: The rows of pixels.
  ///   - room: The cells to place it in.
  ///   - graphics: How the picture is drawn.
  ///   - fit: How large.
  package init(
    width: Int, height: Int, in room: Rect, graphics: GraphicsMode, fit: ImageFit = .wholePixels
  ) {
    (cellColumns, cellRows) =
      switch graphics {
      case .ascii: (1, 1)
      case .braille: (2, 4)
      case .half: (1, 2)
      }
    self.graphics = graphics
    let extent = Self.extent(
      width: width * (graphics == .ascii ? 2 : 1), height: height,
      roomColumns: room.columns * cellColumns, roomRows: room.rows * cellRows, fit: fit)
    columns = AxisSampling(pixelCount: width, dotCount: extent.columns)
    rows = AxisSampling(pixelCount: height, dotCount: extent.rows)
    let usedColumns = (extent.columns + cellColumns - 1) / cellColumns
    let usedRows = (extent.rows + cellRows - 1) / cellRows
    rect = Rect(
      column: room.column + (room.columns - usedColumns) / 2,
      row: room.row + (room.rows - usedRows) / 2, columns: usedColumns, rows: usedRows)
  }

  /// The pixels that a cell shows.
  ///
  /// - Parameters:
  ///   - column: The cell's column on the screen.
  ///   - row: The cell's row on the screen.
  /// - Returns: The columns and rows of pixels; `nil` beside the picture.
  package func pixels(atColumn column: Int, row: Int) -> (columns: Range<Int>, rows: Range<Int>)? {
    guard rect.contains(column: column, row: row) else { return nil }
    return (
      Self.pixels(ofCell: column - rect.column, dotsPerCell: cellColumns, along: columns),
      Self.pixels(ofCell: row - rect.row, dotsPerCell: cellRows, along: rows)
    )
  }

  /// The pixel in the middle of those that a cell shows; of two the upper or the left one.
  ///
  /// - Parameters:
  ///   - column: The cell's column on the screen.
  ///   - row: The cell's row on the screen.
  /// - Returns: The pixel's column and row; `nil` beside the picture.
  package func pixel(atColumn column: Int, row: Int) -> (column: Int, row: Int)? {
    guard let block = pixels(atColumn: column, row: row) else { return nil }
    return (
      (block.columns.lowerBound + block.columns.upperBound - 1) / 2,
      (block.rows.lowerBound + block.rows.upperBound - 1) / 2
    )
  }

  /// The cell over the middle of a pixel.
  ///
  /// - Parameters:
  ///   - column: The pixel's column.
  ///   - row: The pixel's row.
  /// - Returns: The cell on the screen; `nil` for a pixel that the picture does not have.
  package func cell(ofPixelColumn column: Int, row: Int) -> Frame.Position? {
    guard (0..<columns.pixelCount).contains(column), (0..<rows.pixelCount).contains(row),
      !rect.isEmpty
    else { return nil }
    return Frame.Position(
      column: rect.column + columns.dot(of: column) / cellColumns,
      row: rect.row + rows.dot(of: row) / cellRows)
  }

  /// Dots per pixel along a column of the picture; 0 without room.
  ///
  /// A whole number where pixels are enlarged evenly, below 1 where they are averaged.
  package var zoom: Double {
    rect.isEmpty ? 0 : Double(rows.dotCount) / Double(rows.pixelCount)
  }

  /// The size in words: `1x`, `2x`, `1.7x nearest` or `1:2.3 averaged`.
  package var zoomLabel: String {
    guard !rect.isEmpty else { return "no room" }
    // Rows determine the size in all modes: the columns of an ASCII picture are half as wide.
    if rows.isAveraged {
      // A third digit distinguishes a slight averaging from none.
      return "1:\(NumberText.compact(1 / zoom, digits: zoom > 0.95 ? 3 : 2)) averaged"
    }
    if rows.dotCount % rows.pixelCount == 0 && columns.dotCount % columns.pixelCount == 0 {
      return "\(rows.dotCount / rows.pixelCount)x"
    }
    return "\(NumberText.compact(zoom, digits: 2))x nearest"
  }

  /// The dots that a picture takes; `width` is already in units of the dot's shape.
  private static func extent(
    width: Int, height: Int, roomColumns: Int, roomRows: Int, fit: ImageFit
  ) -> (columns: Int, rows: Int) {
    guard width > 0, height > 0, roomColumns > 0, roomRows > 0 else { return (0, 0) }
    let whole = min(roomColumns / width, roomRows / height)
    if whole >= 1 && fit == .wholePixels { return (width * whole, height * whole) }
    let zoom = min(Double(roomColumns) / Double(width), Double(roomRows) / Double(height))
    func dots(_ extent: Int, room: Int) -> Int {
      Int(clamping: (Double(extent) * zoom).rounded(), to: 1...room)
    }
    return (dots(width, room: roomColumns), dots(height, room: roomRows))
  }

  private static func pixels(
    ofCell cell: Int, dotsPerCell: Int, along axis: AxisSampling
  ) -> Range<Int> {
    let first = cell * dotsPerCell
    let last = min(first + dotsPerCell, axis.dotCount) - 1
    return axis.pixels(of: first).lowerBound..<axis.pixels(of: last).upperBound
  }
}
