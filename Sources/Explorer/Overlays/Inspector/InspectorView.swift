import Plotting
import Tensors
import Datasets

extension Frame {
  /// Draws one image at an integer zoom with a cursor, and the values below it.
  mutating func drawPicture(
    of inspector: InspectorState, _ depiction: some PictureDepiction, _ state: ExplorerState,
    in body: Rect, ink: Ink
  ) {
    guard let picture = InspectedPicture(inspector, depiction, state, body: body, ink: ink) else {
      return
    }
    let inside = body.inset(by: 1)
    fill(body)
    let view = picture.visible
    let drawn = view.plot.draw(into: &self, in: view.room, capabilities: ink.capabilities)
    mark(inspector, in: view, drawn: drawn)
    let lines = state.inspectedLines(inspector, columns: inside.columns)
    // The colour bar is below them.
    write(lines, atEndOf: inside.trimmed(bottom: 1), ink: ink)
    let bar = ColorBar(of: view.plot, style: ink.faint)
    bar.draw(
      into: &self, column: inside.column + 1, row: inside.endRow - 1, columns: inside.columns - 2,
      capabilities: ink.capabilities)
    drawBox(
      body, title: "pixels of \(inspector.subject.rawValue)",
      trailingTitle: Self.manner(drawn), focused: true, style: ink.box)
  }

  /// Writes the values under the cursor into the last rows of a rectangle.
  mutating func write(_ lines: [String], atEndOf rect: Rect, ink: Ink) {
    for (index, line) in lines.enumerated() where rect.rows > lines.count - 1 - index {
      writeField(
        line, column: rect.column, row: rect.endRow - lines.count + index, columns: rect.columns,
        style: ink.accent, glyphs: ink.glyphs)
    }
  }

  /// Marks the selected pixel by brackets beside it, so that its own colour is visible.
  private mutating func mark(
    _ inspector: InspectorState, in view: InspectedPicture.View, drawn: DrawnImage
  ) {
    guard
      let place = drawn.placement.cell(
        ofPixelColumn: inspector.column - view.firstColumn, row: inspector.row - view.firstRow)
    else { return }
    self[place.column, place.row].style.attributes.formUnion([.reverse, .underline])
    cursor = place
  }
}

/// The image in the inspector.
struct InspectedPicture {
  /// The visible part of the image.
  struct View {
    /// The part, ready to be drawn.
    let plot: ImagePlot
    /// The column of the image at the part's left edge.
    let firstColumn: Int
    /// The row of the image at the part's top edge.
    let firstRow: Int
    /// The block that the part fills.
    let room: Rect
  }

  private let plot: ImagePlot
  private let inspector: InspectorState
  private let geometry: InspectorGeometry

  init?(
    _ inspector: InspectorState, _ depiction: some PictureDepiction, _ state: ExplorerState,
    body: Rect, ink: Ink
  ) {
    guard let sample = state.inspected(inspector.subject) ?? state.decoded?.sample else {
      return nil
    }
    self.inspector = inspector
    geometry = InspectorGeometry(state, body: body)
    let isSigned = inspector.subject == .residual || inspector.subject == .difference
    plot = depiction.plot(
      sample, isSigned: isSigned,
      scale: isSigned
        ? .symmetric(covering: sample.elements, stretch: state.sampleStretch)
        : state.sampleScale.display,
      colorMap: state.look.colorMap, ink: ink.text)
  }

  /// The visible part of the image at the current zoom, around the cursor.
  var visible: View {
    let image = plot.image
    let zoom = inspector.zoom ?? geometry.fittingZoom
    let columns = max(1, min(image.width, geometry.dotColumns / zoom))
    let rows = max(1, min(image.height, geometry.dotRows / zoom))
    let across = ListCursor.visible(chosen: inspector.column, count: image.width, rows: columns)
    let down = ListCursor.visible(chosen: inspector.row, count: image.height, rows: rows)
    return View(
      plot: plot.cropped(columns: across, rows: down), firstColumn: across.lowerBound,
      firstRow: down.lowerBound,
      room: geometry.cells(dotColumns: columns * zoom, dotRows: rows * zoom))
  }
}

extension ExplorerState {
  /// The values of the chosen pixel, bar, or point of a curve in all samples, with the unit, over as many lines as that
  /// takes: none is cut where it can be broken between two samples.
  ///
  /// - Parameters:
  ///   - inspector: The inspector.
  ///   - columns: The columns of a line.
  /// - Returns: The lines; their number is the same for every pixel of a colour image.
  func inspectedLines(_ inspector: InspectorState, columns: Int) -> [String] {
    var lines = [" \(inspectedPlace(inspector))"]
    // The columns used in the line, with those reserved for its values.
    var taken = lines[0].count
    var gap = "   "
    let unit = model?.data.unit ?? ""
    let figures = inspectedFigures(inspector)
    for (index, figure) in figures.enumerated() {
      let end = index == figures.count - 1 && !unit.isEmpty ? " " + unit : ""
      if taken + gap.count + figure.columns + end.count > columns {
        lines.append(" ")
        (taken, gap) = (1, "")
      }
      lines[lines.count - 1] += gap + figure.text + end
      taken += gap.count + figure.columns + end.count
      gap = "  "
    }
    return lines
  }

  private func inspectedPlace(_ inspector: InspectorState) -> String {
    depiction.place(of: inspector, model?.data ?? .unknown)
  }

  /// A value of every sample with its name, and the columns reserved for both.
  private func inspectedFigures(_ inspector: InspectorState) -> [(text: String, columns: Int)] {
    let depiction = depiction
    return inspectable.compactMap { subject in
      inspected(subject).map { sample in
        let value = depiction.value(of: sample, at: inspector)
        let name = subject.rawValue + " "
        // The names are ASCII words of this program.
        return (name + value, name.utf8.count + depiction.columns(for: value))
      }
    }
  }
}
