import Plotting
import Datasets

extension Frame {
  /// Draws the decoded sample and its references; below them the scales and the measurements.
  mutating func drawPicturePane(
    _ depiction: some PictureDepiction, _ state: ExplorerState, layout: ExploreLayout, ink: Ink
  ) {
    let all = PicturePanel.panels(depiction, state, ink: ink)
    let panels = Array(all.prefix(layout.arrangement.rooms.count))
    let drawn = zip(panels, layout.arrangement.rooms).map { panel, room in
      draw(panel, state, in: room, ink: ink)
    }
    let taken = PictureScales(panels).draw(into: &self, in: layout.facts, ink: ink)
    drawReadouts(state, layout, below: taken, ink: ink)
    drawBox(
      layout.pictures, title: Self.title(of: all.map(\.name), shown: panels.count),
      trailingTitle: Self.unit(depiction, state, ink: ink), style: ink.box)
    drawFootnote(Self.manners(drawn), on: layout.pictures, ink: ink)
  }

  /// Draws what was measured below the pictures, unless it has rows below the sliders.
  mutating func drawReadouts(
    _ state: ExplorerState, _ layout: ExploreLayout, below taken: Int = 0, ink: Ink
  ) {
    guard layout.rows.readouts == 0 else { return }
    let room = layout.facts.trimmed(top: taken)
    draw(Readouts(state, width: room.columns, ink: ink), in: room, ink: ink)
  }

  /// The names of what is shown, and in brackets those of what has no room.
  static func title(of names: [String], shown count: Int) -> String {
    let shown = count == 0 ? "decoded" : names.prefix(count).joined(separator: " | ")
    let hidden = names.dropFirst(count)
    return hidden.isEmpty ? shown : shown + " (v: " + hidden.joined(separator: ", ") + ")"
  }

  /// Whatever was done to the numbers of one picture on their way to the screen.
  static func manner(_ drawn: DrawnImage) -> String {
    "\(drawn.placement.zoomLabel), \(drawn.levels)"
  }

  /// How all images were drawn, from the longest text to the shortest; references only where they differ.
  private static func manners(_ drawn: [DrawnImage]) -> [String] {
    guard let first = drawn.first else { return ["nothing decoded yet"] }
    let zoom = first.placement.zoomLabel
    let others = drawn.dropFirst().map(\.placement.zoomLabel).filter { $0 != zoom }
    guard let reference = others.first else { return [manner(first), zoom] }
    let dots = manner(first).dropFirst(zoom.count)
    // One word describes both where both are averaged.
    let short = first.placement.zoom < 1 ? String(zoom.prefix { $0 != " " }) : zoom
    let both = "\(zoom), references \(reference)"
    return [both + dots, both, "\(short) and \(reference)"]
  }

  private static func unit(
    _ depiction: some PictureDepiction, _ state: ExplorerState, ink: Ink
  ) -> String {
    guard let model = state.model else { return "" }
    let extent = model.sampleShape.prefix(2).map(String.init)
      .joined(separator: String(ink.glyphs.times))
    let channels = depiction.channels(model.data, ink.capabilities)
    return [extent, model.data.unit, channels].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Writes the first text that fits at the right end of a pane's lower edge.
  mutating func drawFootnote(_ texts: [String], on rect: Rect, ink: Ink) {
    let room = rect.columns - 6
    guard rect.rows > 1, let text = texts.first(where: { $0.columns(glyphs: ink.glyphs) <= room })
    else { return }
    let field = " " + text + " "
    let start = rect.endColumn - 2 - field.columns(glyphs: ink.glyphs)
    write(field, column: start, row: rect.endRow - 1, style: ink.faint)
  }

  /// Draws a panel with its name above it; returns the drawn image.
  @discardableResult
  mutating func draw(
    _ panel: PicturePanel, _ state: ExplorerState, in room: Rect, ink: Ink
  ) -> DrawnImage {
    writeField(
      panel.title(within: room.columns, glyphs: ink.glyphs), row: room.row, in: room,
      alignment: .center, style: panel.name == PicturePanel.sourceName ? ink.source : ink.text,
      ink: ink)
    return draw(
      panel.plot, elements: state.elementName, in: room.trimmed(top: 1), ink: ink)
  }
}
