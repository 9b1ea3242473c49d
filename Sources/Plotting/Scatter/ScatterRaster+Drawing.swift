import Numerics

extension ScatterRaster {
  /// Writes the points into a frame; cells without a point are left alone.
  ///
  /// Dots in braille, in the colour of the class with most points in the cell or of the mean number. Without colour,
  /// and with ASCII only, the class is a letter and the number a digit from 0 to 9; where points are alike ASCII
  /// shows `.`, `o`, `O` and `@` for one, two, four and ten points. At a zoom where few cells contain more than one
  /// point letters are shown in colour as well.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - column: The column of the left edge.
  ///   - row: The row of the top edge.
  ///   - look: Colours and letters.
  package func drawPoints(into frame: inout Frame, column: Int, row: Int, look: ScatterLook) {
    let isClose = pointCount * 4 <= 5 * litCellCount
    let hasLetters = look.isMono || !look.capabilities.isUnicode || isClose
    for cell in dots.indices where dots[cell] != 0 {
      let lane = majority(cell)
      let value = mean(cell)
      let glyph = glyph(cell, lane: lane, value: value, hasLetters: hasLetters, look: look)
      frame[column + cell % size.columns, row + cell / size.columns] = Cell(
        glyph, style: style(cell, lane: lane, value: value, look: look))
    }
  }

  /// Writes the number of points in each cell, in logarithmic steps; cells without a point are left alone.
  ///
  /// In colour every cell has two halves, else a shade or a character of more or less ink.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - column: The column of the left edge.
  ///   - row: The row of the top edge.
  ///   - look: The colours.
  /// - Returns: The most points in a cell, or in half of one where it has two, for a legend; the steps begin at 1.
  @discardableResult
  package func drawDensity(
    into frame: inout Frame, column: Int, row: Int, look: ScatterLook
  ) -> Int {
    let hasHalves = look.capabilities.graphics == .half && !look.isMono
    let most = hasHalves ? counts.max() ?? 0 : UInt32(clamping: greatestCount)
    let grays = ColorMap.gray.ramp(for: look.capabilities.color)
    for cell in dots.indices where dots[cell] != 0 {
      let isMarked = !hasMarks || marks[cell] > 0
      let ramp = isMarked ? look.ramp : grays
      let place = (column + cell % size.columns, row + cell / size.columns)
      if hasHalves {
        let levels = (Self.level(counts[2 * cell], most), Self.level(counts[2 * cell + 1], most))
        frame[place.0, place.1] = Self.halves(levels.0, levels.1, ramp: ramp)
        continue
      }
      let level = Self.level(counts[2 * cell] + counts[2 * cell + 1], most) ?? 0
      let isShade = look.capabilities.hasOrnaments
      let glyph =
        isShade
        ? Self.shades[Int(clamping: level * 4, to: 0...3)]
        : InkRamp.glyph(at: max(level, 0.12), isDiverging: false)
      let style =
        look.isMono
        ? (isMarked && hasMarks ? look.selected : look.plain)
        : Style(foreground: ramp[ScatterLook.leastTone + (1 - ScatterLook.leastTone) * level])
      frame[place.0, place.1] = Cell(glyph, style: style)
    }
    return Int(truncatingIfNeeded: most)
  }

  /// The most points in a cell.
  package var greatestCount: Int {
    dots.indices.reduce(0) { max($0, count(ofCell: $1)) }
  }

  /// The cell with most points of a class, for its letter; `nil` where none is in view.
  package func densestCell(ofClass lane: Int) -> (column: Int, row: Int)? {
    guard lane < lanes else { return nil }
    var best: (cell: Int, count: UInt32) = (0, 0)
    for cell in dots.indices {
      let count = votes[cell * lanes + lane]
      if count > best.count { best = (cell, count) }
    }
    return best.count == 0 ? nil : (best.cell % size.columns, best.cell / size.columns)
  }

  private static let shades: [Character] = ["░", "▒", "▓", "█"]
  private var litCellCount: Int { dots.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } }

  /// The position between one point and the most points, on a logarithmic scale; `nil` without a point.
  private static func level(_ count: UInt32, _ most: UInt32) -> Float? {
    guard count > 0 else { return nil }
    return most > 1 ? Float(logarithm(Double(count)) / logarithm(Double(most))) : 1
  }

  private static func halves(_ upper: Float?, _ lower: Float?, ramp: ColorRamp) -> Cell {
    func color(_ level: Float) -> Color {
      ramp[ScatterLook.leastTone + (1 - ScatterLook.leastTone) * level]
    }
    switch (upper, lower) {
    case (let upper?, let lower?):
      return Cell("▀", style: Style(foreground: color(upper), background: color(lower)))
    case (let upper?, nil): return Cell("▀", style: Style(foreground: color(upper)))
    case (nil, let lower?): return Cell("▄", style: Style(foreground: color(lower)))
    case (nil, nil): return Cell()
    }
  }

  /// The class with most points in a cell, the first of equal ones; `nil` without classes or where most points
  /// have none.
  private func majority(_ cell: Int) -> Int? {
    guard lanes > 1 else { return nil }
    var best: (lane: Int, count: UInt32) = (lanes - 1, 0)
    for lane in 0..<lanes {
      let count = votes[cell * lanes + lane]
      if count > best.count { best = (lane, count) }
    }
    return best.lane == lanes - 1 ? nil : best.lane
  }

  private func mean(_ cell: Int) -> Float? {
    guard hasValues, valueCounts[cell] > 0 else { return nil }
    return sums[cell] / Float(valueCounts[cell])
  }

  private func glyph(
    _ cell: Int, lane: Int?, value: Float?, hasLetters: Bool, look: ScatterLook
  ) -> Character {
    if hasLetters, let lane, lane < look.letters.count { return look.letters[lane] }
    let hasDigits = look.isMono || !look.capabilities.isUnicode
    if hasDigits, let value {
      return Character(String(Int(clamping: value * 10, to: 0...9)))
    }
    if look.capabilities.isUnicode { return BrailleDots(bits: dots[cell]).glyph }
    switch counts[2 * cell] + counts[2 * cell + 1] {
    case ...1: return "."
    case ...3: return "o"
    case ...9: return "O"
    default: return "@"
    }
  }

  private func style(_ cell: Int, lane: Int?, value: Float?, look: ScatterLook) -> Style {
    if hasMarks, marks[cell] == 0 { return look.faint }
    if look.isMono { return hasMarks ? look.selected : look.plain }
    if let lane, lane < look.classes.count { return look.classes[lane] }
    if let value {
      return Style(
        foreground: look.ramp[ScatterLook.leastTone + (1 - ScatterLook.leastTone) * value])
    }
    return hasMarks ? Style(foreground: look.plain.foreground, attributes: .bold) : look.plain
  }
}
