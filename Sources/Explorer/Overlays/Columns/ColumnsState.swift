import Maps
import Plotting

/// The list of columns for the map's colours or axes, filtered by typed text.
struct ColumnsState: TypedOverlay, ListOverlay {
  /// The use of the selected column.
  enum Purpose: Sendable {
    /// The colour of the points.
    case color
    /// The horizontal axis.
    case across
    /// The vertical axis.
    case up
  }

  /// One line.
  struct Entry: Sendable, Equatable {
    /// The index of the column, or of the axis among features and columns; `nil` for no colour.
    let index: Int?
    /// The name with its unit.
    let title: String
    /// Its role, in a word.
    let kind: String
  }

  static let scope = CommandScope.columns
  static let commands: [Command] = [
    move("up", "line up", [KeyPress(.up)], by: -1, why: "Chooses the column."),
    move("down", "line down", [KeyPress(.down)], by: 1, why: "Chooses the column."),
    command(
      "take", "use the column", [KeyPress(.enter)], hint: "take",
      why: "Colours the points by the chosen column, or makes it an axis.", run: take),
    close("close the list"),
  ]

  /// The use of the selected column.
  let purpose: Purpose
  /// The text field.
  var field = TextField()
  /// The index of the selected line among the matches.
  var line = 0

  init(purpose: Purpose) { self.purpose = purpose }

  func lineCount(_ state: ExplorerState) -> Int { entries(of: state.map.points).count }

  /// The lines that match the typed text.
  private func entries(of points: MapPoints?) -> [Entry] {
    guard let points else { return [] }
    let columns = points.colorings.map { index in
      Entry(
        index: purpose == .color ? index : points.featureCount + index,
        title: points.columns[index].title, kind: points.columns[index].role.rawValue)
    }
    let all =
      purpose == .color
      ? columns + [Entry(index: nil, title: "none", kind: "no colour")]
      : points.featureNames.enumerated().map {
        Entry(index: $0.offset, title: $0.element, kind: "feature")
      } + columns.filter { $0.kind != MapColumn.Role.latent.rawValue }
    let query = field.text.lowercased()
    return query.isEmpty ? all : all.filter { $0.title.lowercased().contains(query) }
  }

  private static func take(
    _ columns: ColumnsState, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    let entries = columns.entries(of: state.map.points)
    guard entries.indices.contains(columns.line) else {
      state.message = .failed("columns: none matches '\(columns.field.text)'")
      return []
    }
    state.closeOverlay()
    let index = entries[columns.line].index
    switch columns.purpose {
    case .color:
      state.colorMap(by: index)
      return []
    case .across: return index.map { state.chooseAxis($0, isUp: false) } ?? []
    case .up: return index.map { state.chooseAxis($0, isUp: true) } ?? []
    }
  }

  /// Draws the field, then the matching lines.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    guard let points = state.map.points else { return }
    let entries = entries(of: points)
    let title =
      switch purpose {
      case .color: "colour by"
      case .across: "axis across"
      case .up: "axis upwards"
      }
    let room = frame.drawTypedListBox(
      body.centered(columns: 46, rows: min(body.rows, 18)), title: title,
      trailingTitle: "\(entries.count) fit", prompt: " / ", field: field, ink: ink)
    frame.drawList(count: entries.count, chosen: line, in: room, ink: ink) { index in
      let (title, kind) = (entries[index].title, entries[index].kind)
      let width = max(0, room.columns - kind.columns(glyphs: ink.glyphs) - 3)
      return (title.fitted(to: width, glyphs: ink.glyphs) + " " + kind, ink.text)
    }
  }
}

extension CommandScope {
  static let columns = CommandScope("columns", title: "list of columns", takesText: true)
}
