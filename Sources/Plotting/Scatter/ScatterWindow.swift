import Numerics

/// The part of a plane that is shown, independent of the block of cells.
package struct ScatterWindow: Sendable, Equatable {
  /// The value across in the middle.
  package var centerX: Double
  /// The value upwards in the middle.
  package var centerY: Double
  /// How much is in view across, at least.
  package var spanX: Double
  /// How much is in view upwards, at least.
  package var spanY: Double
  /// Whether the aspect ratio is kept; both axes then have the same unit.
  package var keepsAspect: Bool

  /// Creates a window; a span that is not positive and finite becomes 1.
  package init(
    centerX: Double, centerY: Double, spanX: Double, spanY: Double, keepsAspect: Bool = true
  ) {
    func sound(_ span: Double) -> Double { span.isFinite && span > 0 ? span : 1 }
    self.centerX = centerX.isFinite ? centerX : 0
    self.centerY = centerY.isFinite ? centerY : 0
    self.spanX = sound(spanX)
    self.spanY = sound(spanY)
    self.keepsAspect = keepsAspect
  }

  /// The fraction of the bounds that is added as a margin.
  private static let margin = 0.06

  /// Creates the window that shows some bounds with a margin; bounds without extent are widened.
  package init(_ bounds: ScatterBounds, keepsAspect: Bool = true) {
    let widths = [bounds.right - bounds.left, bounds.top - bounds.bottom]
    let least = max((widths.max() ?? 0) * 1e-3, 1e-30)
    self.init(
      centerX: (bounds.left + bounds.right) / 2, centerY: (bounds.bottom + bounds.top) / 2,
      spanX: widths[0] > 0 ? max(widths[0], keepsAspect ? least : 0) * (1 + Self.margin) : 0,
      spanY: widths[1] > 0 ? max(widths[1], keepsAspect ? least : 0) * (1 + Self.margin) : 0,
      keepsAspect: keepsAspect)
  }

  /// The spans that single precision can resolve and represent.
  private static let spans = 1e-30...1e30

  /// The window zoomed in or out about a position, which stays fixed on the screen.
  ///
  /// - Parameters:
  ///   - factor: More than 1 to see less and larger.
  ///   - x: The horizontal position.
  ///   - y: The vertical position.
  /// - Returns: The other window; the same where it would be too small or too large.
  package func zoomed(by factor: Double, aboutX x: Double, y: Double) -> ScatterWindow {
    precondition(factor > 0 && factor.isFinite, "ScatterWindow.zoomed: \(factor)")
    guard Self.spans.contains(spanX / factor), Self.spans.contains(spanY / factor) else {
      return self
    }
    return ScatterWindow(
      centerX: x + (centerX - x) / factor, centerY: y + (centerY - y) / factor,
      spanX: spanX / factor, spanY: spanY / factor, keepsAspect: keepsAspect)
  }

  /// Where the plane lies on the dots of a block of cells, two by four in a cell, which are square.
  package func placement(in size: Size) -> ScatterPlacement {
    let (columns, rows) = (Double(2 * size.columns), Double(4 * size.rows))
    var (x, y) = (columns / spanX, rows / spanY)
    if keepsAspect { (x, y) = (min(x, y), min(x, y)) }
    return ScatterPlacement(
      dotsPerX: x, dotsPerY: -y, firstColumn: columns / 2 - x * centerX,
      firstRow: rows / 2 + y * centerY)
  }
}

/// The affine map from a plane to the dots of a block of cells; `y` grows upwards, rows downwards.
package struct ScatterPlacement: Sendable, Equatable {
  let dotsPerX: Double
  let dotsPerY: Double
  let firstColumn: Double
  let firstRow: Double

  /// Positions this many cells away are on no screen.
  private static let farCells = 1_000_000_000

  /// The dot of a position, counted from the top left with fractions; dot 0 extends from 0 to 1.
  package func dot(x: Double, y: Double) -> (column: Double, row: Double) {
    (firstColumn + dotsPerX * x, firstRow + dotsPerY * y)
  }

  /// The cell of a position, also outside the block; `nil` for positions that are not finite or extremely far.
  package func cell(x: Double, y: Double) -> (column: Int, row: Int)? {
    let dot = dot(x: x, y: y)
    let farthest = Double(Self.farCells)
    guard dot.column.magnitude < farthest, dot.row.magnitude < farthest else { return nil }
    return (
      Int(clamping: (dot.column / 2).rounded(.down), to: -Self.farCells...Self.farCells),
      Int(clamping: (dot.row / 4).rounded(.down), to: -Self.farCells...Self.farCells)
    )
  }

  /// The position of a dot.
  package func place(dotColumn: Double, dotRow: Double) -> (x: Double, y: Double) {
    ((dotColumn - firstColumn) / dotsPerX, (dotRow - firstRow) / dotsPerY)
  }

  /// The position of the middle of a cell.
  package func place(column: Int, row: Int) -> (x: Double, y: Double) {
    place(dotColumn: 2 * Double(column) + 1, dotRow: 4 * Double(row) + 2)
  }
}
