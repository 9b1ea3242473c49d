import Numerics

/// Named numbers as horizontal bars from a common zero, a row each, with the numbers before the bars.
package struct BarChart: Sendable {
  /// A row.
  package struct Bar: Sendable, Equatable {
    /// What the number is.
    package var name: String
    /// The numbers as texts, from left to right.
    package var numbers: [String]
    /// The length from -1 to 1; beyond as the ends, NaN as missing.
    package var length: Float
    /// Where the number that it is compared with ends, on the same scale.
    package var reference: Float?

    /// Creates a row.
    package init(_ name: String, numbers: [String] = [], length: Float, reference: Float? = nil) {
      (self.name, self.numbers, self.length, self.reference) = (name, numbers, length, reference)
    }
  }

  /// How the parts look.
  package struct Look: Sendable {
    /// Names and numbers.
    package var text: Style
    /// The heading and the line at zero.
    package var axis: Style
    /// The bars.
    package var bar: Style
    /// The marks of what is compared.
    package var reference: Style
    /// The row under the cursor.
    package var chosen: Style

    /// Creates a look.
    package init(text: Style, axis: Style, bar: Style, reference: Style, chosen: Style) {
      (self.text, self.axis, self.bar) = (text, axis, bar)
      (self.reference, self.chosen) = (reference, chosen)
    }
  }

  /// The rows.
  package var bars: [Bar]
  /// The titles of the numbers; empty for no heading.
  package var titles: [String]
  /// Whether zero stands in the middle although no bar of this chart is negative, as others beside it may be.
  package var leavesRoomForNegative = false

  /// Creates a chart.
  package init(_ bars: [Bar], titles: [String] = []) {
    (self.bars, self.titles) = (bars, titles)
  }

  /// The shortest bar in which lengths are told apart.
  private static let leastBar = 6
  /// The narrowest name that is worth its room.
  private static let leastName = 6
  private static let mostNumber = 9
  private static let leastNumber = 5

  /// Draws rows from one on; where not all have room, the last row says how many are hidden.
  ///
  /// Names, and numbers from the right one on, go where the bars would be too short.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - rect: The cells to use.
  ///   - first: The first bar.
  ///   - chosen: The bar under the cursor.
  ///   - more: What to say after the number of hidden bars.
  ///   - look: How the parts look.
  ///   - capabilities: What the terminal can show.
  /// - Returns: The number of bars that are hidden.
  @discardableResult
  package func draw(
    into frame: inout Frame, in rect: Rect, from first: Int = 0, chosen: Int? = nil,
    more: String = "more", look: Look, capabilities: TerminalCapabilities
  ) -> Int {
    guard rect.rows > 0, rect.columns > 0 else { return bars.count }
    let glyphs = GlyphSet.set(for: capabilities)
    let columns = Columns(self, width: rect.columns, glyphs: glyphs)
    var row = rect.row
    if !titles.isEmpty, columns.numberCount > 0, rect.rows > 1 {
      drawHeading(columns, into: &frame, column: rect.column, row: row, look, glyphs)
      row += 1
    }
    let room = rect.endRow - row
    let shown = bars.count - first <= room ? bars.count - first : max(0, room - 1)
    for index in 0..<max(0, shown) {
      draw(
        bars[first + index], columns, isChosen: first + index == chosen, into: &frame,
        column: rect.column, row: row + index, look, glyphs)
    }
    let hidden = bars.count - first - shown
    if hidden > 0, room > 0 {
      let texts = ["\(hidden) \(more)", "+\(hidden)"]
      let text = texts.first { $0.columns(glyphs: glyphs) <= rect.columns } ?? "+"
      frame.writeField(
        text, column: rect.column, row: row + shown, columns: rect.columns, style: look.axis,
        glyphs: glyphs)
    }
    return bars.count - shown
  }

  /// The rows that bars have in some room, beside the heading and the line about hidden ones.
  package func visibleCount(rows: Int) -> Int {
    let room = rows - (titles.isEmpty || rows < 2 ? 0 : 1)
    return bars.count <= room ? bars.count : max(1, room - 1)
  }

  private func drawHeading(
    _ columns: Columns, into frame: inout Frame, column: Int, row: Int, _ look: Look,
    _ glyphs: GlyphSet
  ) {
    var place = column + columns.name + (columns.name > 0 ? 1 : 0)
    for title in titles.prefix(columns.numberCount) {
      frame.writeField(
        title, column: place, row: row, columns: columns.number, alignment: .right,
        style: look.axis, glyphs: glyphs)
      place += columns.number + 1
    }
  }

  private func draw(
    _ bar: Bar, _ columns: Columns, isChosen: Bool, into frame: inout Frame, column: Int, row: Int,
    _ look: Look, _ glyphs: GlyphSet
  ) {
    let text = isChosen ? look.chosen : look.text
    var place = column
    if columns.name > 0 {
      frame.writeField(
        bar.name, column: place, row: row, columns: columns.name, style: text, glyphs: glyphs)
      place += columns.name + 1
    }
    for number in bar.numbers.prefix(columns.numberCount) {
      frame.writeField(
        number, column: place, row: row, columns: columns.number, alignment: .right, style: text,
        glyphs: glyphs)
      place += columns.number + 1
    }
    let strip = BarStrip(columns: columns.bar, hasNegative: columns.hasNegative)
    for (index, cell) in strip.cells(bar, look, glyphs).enumerated() {
      frame[place + index, row] = cell
    }
  }

  /// How the columns of a chart are shared.
  private struct Columns {
    let name: Int
    let number: Int
    let numberCount: Int
    let bar: Int
    let hasNegative: Bool

    init(_ chart: BarChart, width: Int, glyphs: GlyphSet) {
      hasNegative =
        chart.leavesRoomForNegative
        || chart.bars.contains { $0.length < 0 || ($0.reference ?? 0) < 0 }
      let longest = chart.bars.map { $0.name.columns(glyphs: glyphs) }.max() ?? 0
      let texts = chart.bars.flatMap(\.numbers) + chart.titles
      let widest = texts.map { $0.columns(glyphs: glyphs) }.max() ?? 0
      let number = min(mostNumber, max(leastNumber, widest))
      let most = chart.bars.map(\.numbers.count).max() ?? 0
      // Half of the room is for names and numbers, where they are that long.
      let name = min(longest, width / 3)
      let hasName = name >= min(longest, leastName) && name > 0 && width - name - 1 >= leastBar
      let left = width - (hasName ? name + 1 : 0)
      numberCount = (0...most).last { left - $0 * (number + 1) >= max(leastBar, left / 3) } ?? 0
      self.number = number
      self.name = hasName ? name : 0
      bar = left - numberCount * (number + 1)
    }
  }
}

/// The cells of a bar about its zero.
private struct BarStrip {
  let columns: Int
  let hasNegative: Bool

  /// The cell of the line at zero.
  private var zero: Int { hasNegative ? (columns - 1) / 2 : 0 }
  private var positiveColumns: Int { columns - zero - 1 }

  func cells(_ bar: BarChart.Bar, _ look: BarChart.Look, _ glyphs: GlyphSet) -> [Cell] {
    var cells = Array(repeating: Cell(" ", style: .plain), count: max(0, columns))
    guard columns > 1 else { return cells }
    cells[zero] = Cell(glyphs.box.vertical, style: look.axis)
    if bar.length.isNaN {
      cells[min(columns - 1, zero + 1)] = Cell(glyphs.missing, style: look.bar)
    } else if bar.length > 0 {
      let text = HorizontalBar.text(
        fraction: bar.length, columns: positiveColumns, glyphs: glyphs)
      for (index, glyph) in text.enumerated() where glyph != " " {
        cells[zero + 1 + index] = Cell(glyph, style: look.bar)
      }
    } else if bar.length < 0 {
      // Glyphs grow from the left only: what lies to the left of zero comes in whole cells.
      let full = glyphs.horizontalEighths[glyphs.horizontalEighths.count - 1]
      let count = max(1, Int(clamping: (-bar.length * Float(zero)).rounded(), to: 0...zero))
      for index in 0..<min(count, zero) {
        cells[zero - 1 - index] = Cell(full, style: look.bar)
      }
    }
    if let reference = bar.reference, !reference.isNaN {
      cells[place(of: reference)] = Cell(glyphs.ready, style: look.reference)
    }
    return cells
  }

  /// The cell in which a length ends.
  private func place(of length: Float) -> Int {
    guard length >= 0 else {
      return max(0, zero - max(1, Int(clamping: (-length * Float(zero)).rounded(), to: 0...zero)))
    }
    return zero
      + Int(clamping: (length * Float(positiveColumns)).rounded(.up), to: 0...positiveColumns)
  }
}
