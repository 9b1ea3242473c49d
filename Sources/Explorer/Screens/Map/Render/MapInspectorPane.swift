import Maps
import Plotting
import Tensors

extension Frame {
  /// Draws the inspection of the cursor: the nearest sample with its reconstruction, the decoded sample of
  /// the place itself, and the neighbours in the latent space.
  mutating func drawMapInspector(
    _ state: ExplorerState, points: MapPoints, in pane: Rect, ink: Ink
  ) {
    let inside = pane.inset(by: 1)
    let selected = state.mapSelectedCount
    let showsTable = state.map.showsTable || state.map.file != nil
    defer {
      drawBox(
        pane, title: showsTable ? "neighbours" : "inspector",
        trailingTitle: selected > 0
          ? "\(selected) selected" : state.map.file == nil ? "i table" : "", style: ink.box)
    }
    guard let inspection = state.map.inspection else {
      write("looking", column: inside.column + 1, row: inside.row, style: ink.faint)
      return
    }
    guard let decoding = inspection.decoding, !state.map.showsTable else {
      drawNeighborTable(inspection, points, state, in: inside, ink: ink)
      return
    }
    let rows = pictureRows(inside)
    let upper = Rect(
      column: inside.column, row: inside.row, columns: inside.columns, rows: rows + 1)
    drawPair(inspection, decoding, state, in: upper, ink: ink)
    let lower = Rect(
      column: inside.column, row: upper.endRow, columns: inside.columns,
      rows: inside.rows - upper.rows)
    drawHere(
      inspection, decoding.place, points, state, rows: min(rows, lower.rows - 1), in: lower,
      ink: ink)
  }

  /// Two rows of two images each, each row below a line of text.
  private func pictureRows(_ inside: Rect) -> Int {
    max(1, min((inside.columns - 1) / 4, (inside.rows - 3) / 2))
  }

  /// The nearest sample and its reconstruction.
  private mutating func drawPair(
    _ inspection: MapInspection, _ decoding: MapInspection.Decoding, _ state: ExplorerState,
    in rect: Rect, ink: Ink
  ) {
    let half = (rect.columns - 1) / 2
    let titles = ["#\(inspection.nearest)", "decoded"]
    let samples = [inspection.sample, decoding.twin]
    for (index, (title, sample)) in zip(titles, samples).enumerated() {
      let column = rect.column + index * (half + 1)
      let room = Rect(column: column, row: rect.row + 1, columns: half, rows: rect.rows - 1)
      writeField(
        title, column: column, row: rect.row, columns: half, alignment: .center,
        style: index == 0 ? ink.source : ink.accent, glyphs: ink.glyphs)
      if let sample {
        drawMapSample(sample, state, in: room, ink: ink)
      } else {
        writeField(
          "not kept", column: column, row: room.row + room.rows / 2, columns: half,
          alignment: .center, style: ink.faint, glyphs: ink.glyphs)
      }
    }
  }

  /// The decoded sample of the place itself, with the neighbours beside it; where there is room their factors
  /// below.
  private mutating func drawHere(
    _ inspection: MapInspection, _ decoded: Tensor, _ points: MapPoints, _ state: ExplorerState,
    rows: Int, in rect: Rect, ink: Ink
  ) {
    let half = (rect.columns - 1) / 2
    let title = "z = kNN-\(min(MapInspectionRequest.meanCount, points.count)) mean"
    write(
      title, column: rect.column, row: rect.row, style: ink.accent, limit: rect.columns)
    drawMapSample(
      decoded, state,
      in: Rect(column: rect.column, row: rect.row + 1, columns: half, rows: rows), ink: ink)
    let below = rect.trimmed(top: 2 + rows)
    let hasTable = below.rows >= Self.leastTableRows
    if hasTable { drawNeighborTable(inspection, points, state, in: below, ink: ink) }
    let column = rect.column + half + 1
    drawNeighborList(
      inspection, points, state,
      in: Rect(
        column: column, row: rect.row, columns: rect.endColumn - column,
        rows: hasTable ? rows + 1 : rect.rows),
      after: rect.column + title.columns(glyphs: ink.glyphs) + 1, ink: ink)
  }

  private static let leastTableRows = 4

  private static func tableWidth(of column: MapColumn, ink: Ink) -> Int {
    max(6, min(9, column.name.columns(glyphs: ink.glyphs)))
  }

  /// The nearest codes with their distance and, where there is room, the column that colours the map.
  private mutating func drawNeighborList(
    _ inspection: MapInspection, _ points: MapPoints, _ state: ExplorerState, in rect: Rect,
    after title: Int, ink: Ink
  ) {
    let numberColumns = String(points.count).count + 2
    let told = state.map.coloring.column.map { points.columns[$0] }
    let distanceColumn = rect.column + numberColumns + 1
    if distanceColumn >= title {
      write(
        "d_z", column: distanceColumn, row: rect.row, style: ink.faint,
        limit: rect.endColumn - distanceColumn)
    }
    for (row, neighbor) in inspection.neighbors.prefix(rect.rows - 1).enumerated() {
      let number = "#\(neighbor.point)".fitted(to: numberColumns, glyphs: ink.glyphs)
      let distance = NumberText.fixed(Double(neighbor.distance), decimals: 2)
      let text = number + distance
      let full = text + (told.map { " " + $0.text(of: neighbor.point, digits: 2) } ?? "")
      writeField(
        full.columns(glyphs: ink.glyphs) <= rect.columns ? full : text, row: rect.row + 1 + row,
        in: rect, style: ink.text, ink: ink)
    }
  }

  /// A sample in the stretch and colour map of Explore.
  private mutating func drawMapSample(
    _ sample: Tensor, _ state: ExplorerState, in room: Rect, ink: Ink
  ) {
    guard sample.shape == state.model?.sampleShape, !room.isEmpty else { return }
    let inspection = state.map.inspection
    let all = [
      inspection?.sample, inspection?.decoding?.twin, inspection?.decoding?.place,
    ].compactMap(\.self)
    var look = state.look(covering: all)
    look.fit = .fill
    state.depiction.draw(sample, look, in: room, into: &self, ink: ink)
  }

  /// The nearest point and its neighbours with all factors, as far as there is room.
  private mutating func drawNeighborTable(
    _ inspection: MapInspection, _ points: MapPoints, _ state: ExplorerState, in rect: Rect,
    ink: Ink
  ) {
    var room = rect.columns - 13
    // Names first, then labels and factors, then the features.
    let shown = [MapColumn.Role.identifier, .label, .factor, .other].flatMap { role in
      points.columns.filter { $0.role == role }
    }
    let columns = shown.prefix {
      room -= 1 + Self.tableWidth(of: $0, ink: ink)
      return room >= 0
    }
    let widths = columns.map { Self.tableWidth(of: $0, ink: ink) }
    func line(_ number: String, _ distance: String, _ cells: [String]) -> String {
      zip(cells, widths).reduce(
        number.fitted(to: 8, glyphs: ink.glyphs)
          + distance.fitted(to: 5, alignment: .right, glyphs: ink.glyphs)
      ) { text, cell in
        text + " " + cell.0.fitted(to: cell.1, alignment: .right, glyphs: ink.glyphs)
      }
    }
    func cells(_ point: Int) -> [String] { columns.map { $0.text(of: point) } }
    var lines: [(text: String, style: Style)] = [
      (line("point", "d_z", columns.map(\.name)), ink.faint),
      (line("#\(inspection.nearest)", "0", cells(inspection.nearest)), ink.source),
    ]
    lines += inspection.neighbors.map {
      (
        line(
          "#\($0.point)", NumberText.fixed(Double($0.distance), decimals: 2), cells($0.point)),
        ink.text
      )
    }
    lines.append(("", ink.text))
    let others = points.columns.filter { $0.role == .error || $0.role == .anomaly }
    lines += (others + points.columns.filter { $0.role == .latent }).map {
      ("\($0.name) \($0.text(of: inspection.nearest))", ink.text)
    }
    for (row, line) in lines.prefix(rect.rows).enumerated() {
      writeField(line.text, row: rect.row + row, in: rect, style: line.style, ink: ink)
    }
  }
}
