import Plotting
import Runs

extension Frame {
  /// Draws the divergence of every latent over the steps as shades, with its value at the crosshair.
  mutating func drawDivergences(
    _ chart: RunChart, _ state: ExplorerState, in pane: Rect, isFront: Bool, ink: Ink
  ) {
    let inside = pane.inset(by: 1)
    let run = state.chosenRun
    let rows = run.map { DivergenceRows(chart, $0, state) }
    defer {
      let letter = run.map { state.train.order.count > 1 ? " of \(state.letter(of: $0))" : "" }
      drawBox(
        pane, title: "KL per latent" + (letter ?? ""),
        trailingTitle: rows.map {
          "sum \(NumberText.compact($0.sum))" + (pane.columns < 40 ? "" : " nat")
        } ?? "",
        focused: isFront, style: ink.box)
    }
    guard let run, let rows, !rows.entries.isEmpty, inside.rows > 0 else {
      writeField(
        run == nil ? "" : "not drawn: o draws the chosen run", column: inside.column + 1,
        row: inside.row, columns: max(0, inside.columns - 1), style: ink.faint, glyphs: ink.glyphs)
      return
    }
    let notes = inside.rows >= 6 ? 2 : (inside.rows >= 3 ? 1 : 0)
    let room = inside.rows - notes
    let entries = rows.entries.prefix(room)
    let strip = Rect(
      column: inside.column + DivergenceRows.labelColumns, row: inside.row,
      columns: max(
        0, inside.columns - DivergenceRows.labelColumns - DivergenceRows.valueColumns),
      rows: entries.count)
    for (offset, entry) in entries.enumerated() {
      drawDivergence(entry, rows, state, in: strip, row: strip.row + offset, ink: ink)
    }
    if notes > 0 {
      drawCollapsed(run, inside: inside, row: inside.endRow - 1, ink: ink)
    }
    if notes > 1 {
      let left = rows.entries.count - entries.count
      drawDivergenceScale(
        rows, hiddenCount: left, inside: inside, row: inside.endRow - 2, ink: ink)
    }
  }

  private mutating func drawDivergence(
    _ entry: DivergenceRows.Entry, _ rows: DivergenceRows, _ state: ExplorerState, in strip: Rect,
    row: Int, ink: Ink
  ) {
    let style = entry.isCollapsed ? ink.faint : ink.text
    let mark = entry.isCollapsed ? ink.glyphs.dot : " "
    write(
      "\(mark)z\(entry.latent)", column: strip.column - DivergenceRows.labelColumns, row: row,
      style: style)
    for (offset, value) in rows.values(of: entry, columns: strip.columns).enumerated() {
      guard let value else { continue }
      self[strip.column + offset, row] = rows.cell(value, ink: ink)
    }
    if let column = rows.column(of: state.train.step, columns: strip.columns) {
      self[strip.column + column, row].style.attributes.insert(.reverse)
    }
    let value = rows.value(of: entry, at: state.train.step)
    writeField(
      value.map { NumberText.fixed($0, decimals: 3) } ?? "-", column: strip.endColumn, row: row,
      columns: DivergenceRows.valueColumns, alignment: .right, style: style, glyphs: ink.glyphs)
  }

  private mutating func drawDivergenceScale(
    _ rows: DivergenceRows, hiddenCount: Int, inside: Rect, row: Int, ink: Ink
  ) {
    var column = write("0 ", column: inside.column + 1, row: row, style: ink.faint)
    for step in 0..<6 {
      self[column, row] = rows.cell(rows.maximum * Double(step) / 5, ink: ink)
      column += 1
    }
    let rest = hiddenCount > 0 ? "  and \(hiddenCount) more latents" : ""
    writeField(
      " \(NumberText.compact(rows.maximum)) nat and more\(rest)", column: column, row: row,
      columns: max(0, inside.endColumn - column), style: ink.faint, glyphs: ink.glyphs)
  }

  private mutating func drawCollapsed(_ run: RunSnapshot, inside: Rect, row: Int, ink: Ink) {
    let limit = NumberText.compact(CollapseAlert.collapsedDivergence)
    let names = run.collapsed.map(\.latent).ranges.map {
      $0.count > 2
        ? "z\($0.lowerBound)-z\($0.upperBound)" : $0.map { "z\($0)" }.joined(separator: " ")
    }
    let texts =
      names.isEmpty
      ? ["no latent is collapsed (below \(limit) nat)", "none collapsed"]
      : [
        "\(ink.glyphs.warning) \(names.joined(separator: " ")) collapsed (below \(limit) nat)",
        "\(ink.glyphs.warning) \(names.joined(separator: " ")) collapsed",
        "\(ink.glyphs.warning) \(run.collapsed.count) collapsed: \(names.joined(separator: " "))",
      ]
    let text =
      texts.first { $0.columns(glyphs: ink.glyphs) < inside.columns } ?? texts[texts.count - 1]
    writeField(
      text, column: inside.column + 1, row: row, columns: max(0, inside.columns - 1),
      style: names.isEmpty ? ink.faint : ink.warning, glyphs: ink.glyphs)
  }
}

extension [Int] {
  /// Ascending numbers as contiguous ranges.
  fileprivate var ranges: [ClosedRange<Int>] {
    sorted().reduce(into: []) { ranges, number in
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
  }
}
