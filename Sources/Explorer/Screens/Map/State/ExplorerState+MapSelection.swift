import Maps
import Plotting
import Tensors

extension ExplorerState {
  /// An action on the points of an area.
  enum MapSelecting: Sendable {
    case select, toggle, clear
  }

  /// The area for `s`, `t` and `N`: the lasso, the box from its first corner to the cursor, or the cursor's
  /// own box.
  var mapRegion: MapRegion? {
    guard let placement = mapPlacement, let cell = mapCursor else { return nil }
    func box(_ first: (x: Double, y: Double), _ second: (x: Double, y: Double)) -> MapRegion {
      .box(
        ScatterBounds(
          left: min(first.x, second.x), right: max(first.x, second.x),
          bottom: min(first.y, second.y), top: max(first.y, second.y)))
    }
    switch map.area {
    case .lasso(let corners): return .polygon(corners)
    case .box(let anchor):
      // The cells of both corners belong to the box.
      guard let from = placement.cell(x: anchor.x, y: anchor.y) else { return nil }
      return box(
        placement.place(
          dotColumn: Double(2 * min(from.column, cell.column)),
          dotRow: Double(4 * min(from.row, cell.row))),
        placement.place(
          dotColumn: Double(2 * (max(from.column, cell.column) + 1)),
          dotRow: Double(4 * (max(from.row, cell.row) + 1))))
    case nil:
      return box(
        placement.place(dotColumn: Double(2 * cell.column), dotRow: Double(4 * cell.row)),
        placement.place(
          dotColumn: Double(2 * (cell.column + map.box.columns)),
          dotRow: Double(4 * (cell.row + map.box.rows))))
    }
  }

  /// The drawn points in an area.
  func mapPoints(in region: MapRegion) -> [Int] {
    guard let panel = mapPanel else { return [] }
    let positions = panel.layout.positions.elements
    return (0..<positions.count / 2).filter { point in
      region.contains(x: Double(positions[2 * point]), y: Double(positions[2 * point + 1]))
        && map.coloring.colors.shows(point)
    }
  }

  /// Applies an action to the points of the area, and ends the area.
  mutating func selectOnMap(_ action: MapSelecting) {
    guard let points = map.points, let region = mapRegion else { return }
    let chosen = mapPoints(in: region)
    var selection =
      map.selection.isEmpty ? Array(repeating: false, count: points.count) : map.selection
    for point in chosen {
      switch action {
      case .select: selection[point] = true
      case .toggle: selection[point].toggle()
      case .clear: selection[point] = false
      }
    }
    map.selection = selection.contains(true) ? selection : []
    map.area = nil
    let verb =
      switch action {
      case .select: "selected"
      case .toggle: "toggled"
      case .clear: "cleared"
      }
    message = .done("\(verb) \(Self.pointText(chosen.count)), \(mapSelectedCount) selected in all")
  }

  /// The number of selected points.
  var mapSelectedCount: Int { map.selection.reduce(0) { $0 + ($1 ? 1 : 0) } }

  /// The point nearest to the cursor on the map; `nil` without points.
  var mapNearest: Int? {
    guard let points = map.points, let panel = mapPanel, let place = mapCursorPlace else {
      return nil
    }
    return MapDecoding(points: points, positions: panel.layout.positions)
      .neighbors(of: (x: Float(place.x), y: Float(place.y)), count: 1).first?.point
  }

  /// Moves the sliders to the code of the point nearest to the cursor; its sample becomes the source where it
  /// is available.
  mutating func pickOnMap() -> [ExplorerEffect] {
    guard let points = map.points, let point = mapNearest else { return [] }
    let code = points.originalFeatures(of: point)
    guard code.count == latents.count else { return [] }
    walk = nil
    if let inspection = map.inspection, inspection.nearest == point, let sample = inspection.sample
    {
      return encode(
        .mapped(index: point, sample: sample, factors: points.factors(of: point)))
    }
    move(to: code)
    message = .done("sliders at the code of map #\(point)")
    return []
  }

  /// A number of points in words.
  static func pointText(_ count: Int) -> String { count == 1 ? "1 point" : "\(count) points" }
}

extension MapPoints {
  /// The known factors of a point in the order of the columns.
  func factors(of point: Int) -> [Float] {
    columns.filter { $0.role == .factor }.map { column in
      switch column.values {
      case .continuous(let values): Float(values[point])
      case .categories(_, let indices): Float(indices[point])
      }
    }
  }
}

extension MapColumn {
  /// The value of a point as a short text.
  func text(of point: Int, digits: Int = 3) -> String {
    switch values {
    case .continuous(let values):
      values[point].isFinite
        ? NumberText.compact(values[point], digits: digits) : "unknown"
    case .categories(let names, let indices): names[indices[point]]
    }
  }

  /// The name with its unit.
  var title: String { unit.isEmpty ? name : "\(name) / \(unit)" }
}
