import Numerics

extension DotCanvas {
  /// The window of data that a canvas shows: `x` grows to the right, `y` upwards.
  package struct Window: Sendable, Equatable {
    /// The value at the middle of the leftmost dots.
    package var left: Double
    /// The value at the middle of the rightmost dots.
    package var right: Double
    /// The value at the middle of the lowest dots.
    package var bottom: Double
    /// The value at the middle of the topmost dots.
    package var top: Double

    /// Creates a window; an end may lie on either side of the other.
    ///
    /// - Parameters:
    ///   - left: The value at the left edge.
    ///   - right: The value at the right edge.
    ///   - bottom: The value at the lower edge.
    ///   - top: The value at the upper edge.
    package init(left: Double, right: Double, bottom: Double, top: Double) {
      self.left = left
      self.right = right
      self.bottom = bottom
      self.top = top
    }
  }

  /// Lights the dot of a point of data.
  ///
  /// - Parameters:
  ///   - x: The value along the row.
  ///   - y: The value along the column, upwards.
  ///   - window: The data that the canvas shows.
  ///   - style: The look of the cell.
  package mutating func plotPoint(x: Double, y: Double, in window: Window, style: Style = .plain) {
    guard let (column, row) = dot(ofX: x, y: y, in: window) else { return }
    var trace = Trace(style: style)
    light(nearColumn: column, row: row, &trace)
  }

  /// Joins points of data by straight lines; a point that is not finite leaves a gap.
  ///
  /// - Parameters:
  ///   - points: The points, in order.
  ///   - window: The data that the canvas shows.
  ///   - style: The look of the cells.
  ///   - lit: How many dots along the line are lit between two gaps.
  ///   - gap: How many dots of a gap are not lit; 0 for an unbroken line.
  package mutating func plotLine(
    _ points: [(x: Double, y: Double)], in window: Window, style: Style = .plain, lit: Int = 1,
    gap: Int = 0
  ) {
    precondition(lit >= 1 && gap >= 0, "DotCanvas.plotLine: \(lit) dots and a gap of \(gap)")
    var trace = Trace(style: style, lit: lit, gap: gap)
    var previous: (column: Double, row: Double)?
    for point in points {
      let current = dot(ofX: point.x, y: point.y, in: window)
      if let previous, let current {
        follow(from: previous, to: current, &trace)
      } else if let current {
        light(nearColumn: current.column, row: current.row, &trace)
      }
      previous = current
    }
  }

  /// Draws a straight line between two dots; the part outside is dropped.
  ///
  /// - Parameters:
  ///   - start: The first dot; dot 0, 0 is the top left, fractions lie between dots.
  ///   - end: The last dot.
  ///   - style: The look of the cells.
  package mutating func drawLine(
    from start: (column: Double, row: Double), to end: (column: Double, row: Double),
    style: Style = .plain
  ) {
    var trace = Trace(style: style)
    follow(from: start, to: end, &trace)
  }

  /// The state along a line, so that its dots are counted across the points that it joins.
  private struct Trace {
    let style: Style
    var lit = 1
    var gap = 0
    var count = 0
    var last: (column: Int, row: Int)?
  }

  private mutating func follow(
    from start: (column: Double, row: Double), to end: (column: Double, row: Double),
    _ trace: inout Trace
  ) {
    guard let (first, last) = clipped(from: start, to: end) else { return }
    let (across, down) = (last.column - first.column, last.row - first.row)
    let steps = max(across.magnitude, down.magnitude).rounded(.up)
    for step in 0...Int(clamping: steps, to: 0...dotColumns + dotRows) {
      let part = steps == 0 ? 0 : Double(step) / steps
      light(nearColumn: first.column + across * part, row: first.row + down * part, &trace)
    }
  }

  private mutating func light(nearColumn column: Double, row: Double, _ trace: inout Trace) {
    guard let column = Int(exactly: column.rounded()), let row = Int(exactly: row.rounded()),
      trace.last.map({ $0 != (column, row) }) ?? true
    else { return }
    if trace.count % (trace.lit + trace.gap) < trace.lit {
      lightDot(column: column, row: row, style: trace.style)
    }
    trace.count += 1
    trace.last = (column, row)
  }

  /// A window without extent shows everything in its middle.
  private func dot(
    ofX x: Double, y: Double, in window: Window
  ) -> (column: Double, row: Double)? {
    func fraction(_ value: Double, from lower: Double, to upper: Double) -> Double {
      lower == upper ? 0.5 : value.fraction(from: lower, to: upper)
    }
    let column = fraction(x, from: window.left, to: window.right) * Double(dotColumns - 1)
    let row = fraction(y, from: window.top, to: window.bottom) * Double(dotRows - 1)
    return x.isFinite && y.isFinite && column.isFinite && row.isFinite ? (column, row) : nil
  }

  /// The part of a line on the canvas, by the parameters at which it crosses the edges (Liang and Barsky, 1984).
  private func clipped(
    from start: (column: Double, row: Double), to end: (column: Double, row: Double)
  ) -> (first: (column: Double, row: Double), last: (column: Double, row: Double))? {
    let (across, down) = (end.column - start.column, end.row - start.row)
    guard across.isFinite && down.isFinite else { return nil }
    var (enter, leave) = (0.0, 1.0)
    // Half a dot beyond the outermost centres, which round onto the canvas.
    let edges = [
      (-across, start.column + 0.5), (across, Double(dotColumns) - 0.5 - start.column),
      (-down, start.row + 0.5), (down, Double(dotRows) - 0.5 - start.row),
    ]
    for (direction, distance) in edges {
      if direction == 0 {
        guard distance >= 0 else { return nil }
      } else if direction < 0 {
        enter = max(enter, distance / direction)
      } else {
        leave = min(leave, distance / direction)
      }
    }
    guard enter <= leave else { return nil }
    func place(_ part: Double) -> (column: Double, row: Double) {
      // For a far end point the position may be dominated by rounding.
      (
        min(max(start.column + across * part, -0.5), Double(dotColumns) - 0.5),
        min(max(start.row + down * part, -0.5), Double(dotRows) - 0.5)
      )
    }
    return (place(enter), place(leave))
  }
}
