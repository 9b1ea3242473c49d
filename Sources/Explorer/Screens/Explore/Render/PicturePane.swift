import Plotting
import Datasets

extension Frame {
  /// Draws the decoded sample, what it is compared with, and what was measured from them.
  mutating func drawPicturePane(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let inside = rect.inset(by: 1)
    let panels = PicturePanel.panels(state, ink: ink)
    let facts = PictureFacts(state, panels: panels, width: inside.columns, ink: ink)
    let lines = facts.lines(within: inside.rows)
    let pictureRows = inside.rows - lines.count - 1
    let drawn = draw(
      panels,
      in: Rect(
        column: inside.column, row: inside.row, columns: inside.columns,
        rows: pictureRows + 1), ink: ink)
    for (index, line) in lines.enumerated() {
      draw(
        line, column: inside.column, row: inside.row + pictureRows + 1 + index,
        columns: inside.columns, ink: ink)
    }
    let how = drawn.map { Self.manner($0) } ?? "nothing decoded yet"
    drawBox(rect, title: Self.pictureTitle(state, ink: ink), trailingTitle: how, style: ink.box)
  }

  /// Whatever was done to the numbers on their way to the screen.
  static func manner(_ drawn: DrawnImage) -> String {
    let dots =
      drawn.placement.graphics == .braille ? "braille dithered" : "\(drawn.levelCount) levels"
    return "\(drawn.placement.zoomLabel), \(dots)"
  }

  private static func pictureTitle(_ state: ExplorerState, ink: Ink) -> String {
    guard let model = state.model else { return "decoded" }
    let extent = model.sampleShape.prefix(2).map(String.init)
      .joined(separator: String(ink.glyphs.times))
    let channels = model.sampleShape[2]
    let mean = channels > 1 ? " mean of \(channels) channels" : ""
    return "\(state.explore.comparison.rawValue) \(extent) \(model.data.unit)\(mean)"
  }

  /// Draws panels side by side, each with its name above; returns how the first one was drawn.
  private mutating func draw(_ panels: [PicturePanel], in rect: Rect, ink: Ink) -> DrawnImage? {
    guard !panels.isEmpty, rect.rows > 1 else { return nil }
    let gap = panels.count > 1 ? 1 : 0
    let width = (rect.columns - gap * (panels.count - 1)) / panels.count
    var first: DrawnImage?
    for (index, panel) in panels.enumerated() {
      let column = rect.column + index * (width + gap)
      writeField(
        panel.title, column: column, row: rect.row, columns: width, alignment: .center,
        style: index == 1 ? ink.source : ink.text, glyphs: ink.glyphs)
      let room = Rect(column: column, row: rect.row + 1, columns: width, rows: rect.rows - 1)
      let drawn = panel.plot.draw(into: &self, in: room, capabilities: ink.capabilities)
      first = first ?? drawn
    }
    return first
  }

  private mutating func draw(
    _ line: PictureFacts.Line, column: Int, row: Int, columns: Int, ink: Ink
  ) {
    switch line {
    case .legend(let panel):
      let bar = ColorBar(colorMap: panel.plot.colorMap, scale: panel.plot.scale, style: ink.faint)
      bar.draw(
        into: &self, column: column + 1, row: row, columns: columns - 2,
        capabilities: ink.capabilities)
    case .text(let text, let style):
      writeField(text, column: column, row: row, columns: columns, style: style, glyphs: ink.glyphs)
    }
  }
}
