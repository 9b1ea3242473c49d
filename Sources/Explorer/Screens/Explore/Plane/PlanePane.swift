import Plotting

extension Frame {
  /// Draws the pictures over the plane of two latents; the one under the sliders' point is marked.
  mutating func drawPlanePane(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    guard !pane.isEmpty, let plan = state.plannedPlane else { return }
    let isFocused = state.explore.focus == .plane
    let inside = pane.inset(by: 1)
    let marked = plan.cell(of: state)
    var look = state.explore.plane.map { state.look(covering: $0.extremes) }
    look?.isTile = true
    for row in plan.rows.indices {
      for column in plan.columns.indices {
        let rect = Self.cell(column, row, plan, in: inside)
        if let plane = state.explore.plane, plane.fits(plan), let look {
          state.depiction.draw(
            plane.samples.sample(row * plan.columns.count + column), look, in: rect, into: &self,
            ink: ink)
        }
        offer(rect, command: "plane-cell", argument: "\(column),\(row)")
        if (column, row) == marked { mark(rect, isFocused: isFocused, ink: ink) }
      }
    }
    let trailing = isFocused ? "arrows: walk  tab: back" : "tab: walk"
    let room = pane.columns - 8 - trailing.columns(glyphs: ink.glyphs)
    drawBox(
      pane, title: state.planeTitles(plan.axes).fullest(in: room, glyphs: ink.glyphs),
      trailingTitle: trailing, focused: isFocused, style: ink.box)
  }

  /// The block of a cell, without the columns about it; rows are counted from the bottom.
  private static func cell(_ column: Int, _ row: Int, _ plan: PlanePlan, in inside: Rect) -> Rect {
    let width = (inside.columns - 1) / plan.columns.count
    let height = inside.rows / plan.rows.count
    let left = inside.column + (inside.columns - 1 - width * plan.columns.count) / 2
    let top = inside.row + (inside.rows - height * plan.rows.count) / 2
    return Rect(
      column: left + column * width + 1, row: top + (plan.rows.count - 1 - row) * height,
      columns: width - 1, rows: height)
  }

  /// Marks a cell in the columns beside it.
  private mutating func mark(_ rect: Rect, isFocused: Bool, ink: Ink) {
    for row in rect.row..<rect.endRow {
      let style = isFocused ? ink.accent : ink.text
      self[rect.column - 1, row] = Cell(ink.glyphs.chosenOpening, style: style)
      self[rect.endColumn, row] = Cell(ink.glyphs.chosenClosing, style: style)
    }
  }
}

extension DecodedPlane {
  /// Whether there is a picture for every cell of a plan, perhaps of another point.
  func fits(_ plan: PlanePlan) -> Bool {
    self.plan.axes == plan.axes && self.plan.columns.count == plan.columns.count
      && self.plan.rows.count == plan.rows.count
  }
}

extension ExplorerState {
  /// The axes of a plane with their ranges, from the longest text to the shortest.
  fileprivate func planeTitles(_ axes: PlaneAxes) -> [String] {
    let (across, up) = (label(of: axes.across), label(of: axes.up))
    return [
      "grid: \(across) \(rangeText(of: axes.across)) across, \(up) \(rangeText(of: axes.up)) up",
      "\(across) \(rangeText(of: axes.across)) across, \(up) \(rangeText(of: axes.up)) up",
      "\(across) across, \(up) up", "z\(axes.across) across, z\(axes.up) up",
    ]
  }
}
