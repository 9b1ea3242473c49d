import Plotting

/// The colour bars of the panels on screen, each scale once.
struct PictureScales {
  private let panels: [PicturePanel]

  init(_ panels: [PicturePanel]) {
    self.panels = panels.enumerated().filter { index, panel in
      !panels[..<index].contains {
        $0.plot.scale == panel.plot.scale && $0.plot.colorMap == panel.plot.colorMap
      }
    }.map(\.element)
  }

  /// Draws the bars into the first rows of a block and returns how many rows they took.
  ///
  /// In one row the bars share its width, and the stretch, which is the same for all, is named once.
  func draw(into frame: inout Frame, in rect: Rect, ink: Ink) -> Int {
    guard !panels.isEmpty, rect.rows > 0 else { return 0 }
    let others = panels.count - 1
    let sharesRow = others > 0 && rect.columns >= Self.sharedColumns
    let least =
      Self.shortColumns + Self.zeroNotes(ink.capabilities).long.columns(glyphs: ink.glyphs)
    let width = sharesRow ? min(rect.columns / panels.count, least) : rect.columns
    let first = sharesRow ? rect.columns - others * width : rect.columns
    let shown = sharesRow ? panels[...] : panels.prefix(rect.rows)
    for (index, panel) in shown.enumerated() {
      let column = sharesRow && index > 0 ? first + (index - 1) * width : 0
      let place = Rect(
        column: rect.column + column + 1, row: rect.row + (sharesRow ? 0 : index),
        columns: (index == 0 ? first : width) - 2, rows: 1)
      Self.draw(
        panel, namesStretch: !sharesRow || index == 0, into: &frame, in: place, ink: ink)
    }
    return sharesRow ? 1 : shown.count
  }

  /// The columns for two bars with their numbers in one row.
  private static let sharedColumns = 44
  /// The columns for numbers and colours, without the names of stretch and colour map.
  private static let shortColumns = 20
  /// The columns for a full note.
  private static let noteColumns = 24

  private static func draw(
    _ panel: PicturePanel, namesStretch: Bool, into frame: inout Frame, in rect: Rect, ink: Ink
  ) {
    let plot = panel.plot
    let notes = plot.colorMap.isDiverging ? zeroNotes(ink.capabilities) : (long: "", short: "")
    let note = rect.columns >= noteColumns ? notes.long : notes.short
    let bar = ColorBar(of: plot, style: ink.faint, namesStretch: namesStretch)
    var capabilities = ink.capabilities
    capabilities.graphics = capabilities.pictureGraphics
    let end = bar.draw(
      into: &frame, column: rect.column, row: rect.row,
      columns: rect.columns - note.columns(glyphs: ink.glyphs), capabilities: capabilities)
    frame.write(note, column: end, row: rect.row, style: ink.faint, limit: rect.endColumn - end)
  }

  /// How zero is drawn where colours do not show it, as a long and a short text.
  private static func zeroNotes(
    _ capabilities: TerminalCapabilities
  ) -> (long: String, short: String) {
    switch capabilities.pictureGraphics {
    case .half: ("", "")
    case .braille: ("  0=half dots", "  0=half")
    case .ascii: ("  0=blank", "  0=blank")
    }
  }
}
