import Numerics

/// Round particles in their square box, drawn to scale into any block of cells.
///
/// Groups are distinguished by their marks, so that they need no colour: discs and circles have the diameter of a
/// particle, points only show its centre.
package struct ParticlePlot: Sendable {
  /// How a particle is drawn.
  package enum Mark: Sendable, Equatable {
    /// A filled circle.
    case disc
    /// The circle alone.
    case circle
    /// The centre.
    case point

    /// The mark where only ASCII may be written.
    var ascii: Character {
      switch self {
      case .disc, .circle: "O"
      case .point: "+"
      }
    }
  }

  /// Particles that look alike.
  package struct Group: Sendable {
    /// The horizontal positions and heights, in the unit of the box.
    package var positions: [SIMD2<Double>]
    /// How each is drawn.
    package var mark: Mark
    /// The look.
    package var style: Style

    /// Creates a group.
    package init(_ positions: [SIMD2<Double>], mark: Mark, style: Style = .plain) {
      self.positions = positions
      self.mark = mark
      self.style = style
    }
  }

  /// The groups; where two meet in a cell the style of the later one is used.
  package var groups: [Group]
  /// The side of the box, above 0.
  package var boxLength: Double
  /// The diameter of a particle, in the unit of the box.
  package var diameter: Double
  /// The look of the walls.
  package var wallStyle: Style

  /// Creates a plot.
  package init(
    _ groups: [Group], boxLength: Double, diameter: Double = 1, wallStyle: Style = .plain
  ) {
    precondition(
      boxLength > 0 && boxLength.isFinite && diameter >= 0,
      "ParticlePlot: a box of \(boxLength), particles of \(diameter)")
    self.groups = groups
    self.boxLength = boxLength
    self.diameter = diameter
    self.wallStyle = wallStyle
  }

  /// Draws the box with its particles into the middle of a block of cells.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - room: The cells to use; nothing is drawn into fewer than four by three.
  ///   - capabilities: What the terminal can show.
  /// - Returns: The cells inside the walls.
  @discardableResult
  package func draw(
    into frame: inout Frame, in room: Rect, capabilities: TerminalCapabilities
  ) -> Rect {
    let inside = Self.inside(room, of: frame.size)
    guard !inside.isEmpty else { return inside }
    drawWalls(into: &frame, around: inside, capabilities: capabilities)
    if capabilities.isUnicode {
      drawDots(into: &frame, in: inside)
    } else {
      drawLetters(into: &frame, in: inside)
    }
    return inside
  }

  /// The largest block inside walls that is as tall as wide, cells being twice as tall as wide.
  private static func inside(_ room: Rect, of screen: Size) -> Rect {
    let rows = min(room.rows - 2, (room.columns - 2) / 2, screen.rows, screen.columns)
    guard rows > 0 else { return Rect(column: room.column, row: room.row, columns: 0, rows: 0) }
    return Rect(
      column: room.column + (room.columns - 2 * rows) / 2,
      row: room.row + (room.rows - rows) / 2, columns: 2 * rows, rows: rows)
  }

  private func drawWalls(
    into frame: inout Frame, around inside: Rect, capabilities: TerminalCapabilities
  ) {
    let box = GlyphSet.set(for: capabilities).box
    let (left, right) = (inside.column - 1, inside.endColumn)
    let (top, bottom) = (inside.row - 1, inside.endRow)
    for column in inside.column..<inside.endColumn {
      frame[column, top] = Cell(box.horizontal, style: wallStyle)
      frame[column, bottom] = Cell(box.horizontal, style: wallStyle)
    }
    for row in inside.row..<inside.endRow {
      frame[left, row] = Cell(box.vertical, style: wallStyle)
      frame[right, row] = Cell(box.vertical, style: wallStyle)
    }
    frame[left, top] = Cell(box.topLeft, style: wallStyle)
    frame[right, top] = Cell(box.topRight, style: wallStyle)
    frame[left, bottom] = Cell(box.bottomLeft, style: wallStyle)
    frame[right, bottom] = Cell(box.bottomRight, style: wallStyle)
  }

  private func drawDots(into frame: inout Frame, in inside: Rect) {
    var canvas = DotCanvas(size: inside.size)
    let scale = Double(canvas.dotColumns) / boxLength
    for group in groups {
      for position in group.positions {
        let column = position.x * scale - 0.5
        let row = Double(canvas.dotRows) - position.y * scale - 0.5
        canvas.draw(
          group.mark, column: column, row: row, radius: diameter / 2 * scale, style: group.style)
      }
    }
    canvas.draw(into: &frame, column: inside.column, row: inside.row, ascii: false)
  }

  /// One character per particle; cells in which groups meet have their own.
  private func drawLetters(into frame: inout Frame, in inside: Rect) {
    var owners: [Int?] = Array(repeating: nil, count: inside.columns * inside.rows)
    for (index, group) in groups.enumerated() {
      for position in group.positions {
        let place = position / boxLength
        // Not `min` and `max` of the vector, which ignore NaN.
        guard place.x >= 0, place.x <= 1, place.y >= 0, place.y <= 1 else { continue }
        let column = Int(
          clamping: place.x * Double(inside.columns), to: 0...inside.columns - 1)
        let height = Int(clamping: place.y * Double(inside.rows), to: 0...inside.rows - 1)
        let row = inside.rows - 1 - height
        let cell = row * inside.columns + column
        let isShared = owners[cell].map { $0 != index } ?? false
        frame[inside.column + column, inside.row + row] = Cell(
          isShared ? "@" : group.mark.ascii, style: group.style)
        owners[cell] = index
      }
    }
  }
}

extension DotCanvas {
  /// Draws a mark around a position between dots; what lies outside or is not finite is dropped.
  fileprivate mutating func draw(
    _ mark: ParticlePlot.Mark, column: Double, row: Double, radius: Double, style: Style
  ) {
    // Positions farther out have no dot on the canvas, and may overflow an integer.
    let margin = radius + 1
    guard column > -margin, column < Double(dotColumns) + margin, row > -margin,
      row < Double(dotRows) + margin
    else { return }
    let reach = mark == .point ? 1 : radius + 0.5
    // A particle may be far larger than the canvas, so only the dots of the canvas are visited.
    let ys = Self.dots(from: row - reach, to: row + reach, of: dotRows)
    let xs = Self.dots(from: column - reach, to: column + reach, of: dotColumns)
    for y in ys {
      for x in xs {
        let (across, down) = (Double(x) - column, Double(y) - row)
        let distance = (across * across + down * down).squareRoot()
        let isLit =
          switch mark {
          case .disc: distance <= max(radius, 0.75)
          case .circle: (distance - max(radius, 0.75)).magnitude <= 0.5
          case .point: distance <= 0.75
          }
        if isLit { lightDot(column: x, row: y, style: style) }
      }
    }
  }

  /// The dots of one axis between two positions; none for NaN.
  private static func dots(from first: Double, to last: Double, of count: Int) -> Range<Int> {
    let lower = Int(clamping: first.rounded(.down), to: 0...count)
    return lower..<max(lower, Int(clamping: last.rounded(.up) + 1, to: 0...count))
  }
}
