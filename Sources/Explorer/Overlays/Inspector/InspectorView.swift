import Plotting
import Tensors
import Datasets

extension Frame {
  /// Draws one picture at a whole zoom with a cursor, and the values under it.
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
    for (index, line) in lines.enumerated() {
      writeField(
        line, row: inside.endRow - 1 - lines.count + index, in: inside, style: ink.accent, ink: ink)
    }
    let bar = ColorBar(of: view.plot, style: ink.faint)
    bar.draw(
      into: &self, column: inside.column + 1, row: inside.endRow - 1, columns: inside.columns - 2,
      capabilities: ink.capabilities)
    drawBox(
      body, title: "pixels of \(inspector.subject.rawValue)",
      trailingTitle: Self.manner(drawn), focused: true, style: ink.box)
  }

  /// Marks the chosen pixel by the brackets of a choice beside it, so that its own colour is seen.
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

/// The picture under the inspector.
struct InspectedPicture {
  /// The part of the picture that is on screen.
  struct View {
    /// The part, ready to be drawn.
    let plot: ImagePlot
    /// The column of the picture at the part's left edge.
    let firstColumn: Int
    /// The row of the picture at the part's top edge.
    let firstRow: Int
    /// The cells that the part fills.
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

  /// The part of the picture that is seen at the chosen zoom, about the cursor.
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
  /// The values of the chosen pixel, or point of a curve, in all samples, with the unit.
  func inspectedValues(_ inspector: InspectorState) -> String {
    let unit = model?.data.unit ?? ""
    let figures = inspectedFigures(inspector).map(\.text).joined(separator: "  ")
    return " \(inspectedPlace(inspector))   \(figures) \(unit)"
  }

  /// The same values over several lines, none of which is cut where it can be broken between two samples.
  ///
  /// - Parameters:
  ///   - inspector: The inspector.
  ///   - columns: The columns of a line.
  /// - Returns: The lines, as many for every pixel of a picture in colour.
  func inspectedLines(_ inspector: InspectorState, columns: Int) -> [String] {
    var lines = [" \(inspectedPlace(inspector))"]
    // Of the line, with what is kept free for its values.
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

  /// A value of every sample with its name, and the columns that are kept free for both.
  private func inspectedFigures(_ inspector: InspectorState) -> [(text: String, columns: Int)] {
    let depiction = depiction
    return inspectable.compactMap { subject in
      inspected(subject).map { sample in
        let value = depiction.value(of: sample, at: inspector)
        let name = subject.rawValue + " "
        // The names are words of this program in ASCII.
        return (name + value, name.utf8.count + depiction.columns(for: value))
      }
    }
  }
}
