import Plotting
import Maps

/// The list of what the map can be coloured by or have as an axis, narrowed by what is typed.
struct ColumnsState: Sendable {
  /// What the chosen line is for.
  enum Purpose: Sendable {
    /// The colour of the points.
    case color
    /// The axis across.
    case across
    /// The axis upwards.
    case up
  }

  /// One line.
  struct Entry: Sendable, Equatable {
    /// The column, or the axis counted over features and columns; `nil` for no colour.
    let index: Int?
    /// The name with its unit.
    let title: String
    /// What it is, in a word.
    let kind: String
  }

  /// What the chosen line is for.
  let purpose: Purpose
  /// What is typed.
  private(set) var field = TextField()
  /// The chosen line among those that match.
  var chosen = 0

  init(purpose: Purpose) { self.purpose = purpose }

  /// The list with another text; the choice starts over.
  func edited(to field: TextField) -> ColumnsState {
    var columns = self
    if field.text != self.field.text { columns.chosen = 0 }
    columns.field = field
    return columns
  }

  /// The lines that match what is typed.
  func entries(of points: MapPoints) -> [Entry] {
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
}

extension CommandScope {
  static let columns = CommandScope("columns", title: "list of columns", takesText: true)
}

extension ColumnsState: Overlay {
  static let scope = CommandScope.columns
  static let commands = ColumnsCommands.all
  var textField: TextField? { field }

  mutating func choose(_ line: Int) { chosen = line }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.draw(self, state, in: body, ink: ink)
  }
}

extension ExplorerState {
  /// The list of columns, if it is the topmost overlay.
  var columnList: ColumnsState? {
    get { self[overlay: ColumnsState.self] }
    set { self[overlay: ColumnsState.self] = newValue }
  }

  /// The lines of the open list.
  var columnEntries: [ColumnsState.Entry] {
    guard let points = map.points else { return [] }
    return columnList?.entries(of: points) ?? []
  }
}
