import Datasets
import Plotting
import Tensors

/// Samples whose elements are pixels.
protocol PictureDepiction: Depiction {
  /// A sample as an image, or as values about zero where `isSigned`.
  func plot(
    _ sample: Tensor, isSigned: Bool, scale: DisplayScale, colorMap: ColorMap, ink: Style
  ) -> ImagePlot
  /// What a pixel shows, beside its unit: `mean of 2 channels`; empty for the elements themselves.
  func channels(_ data: DataDescription, _ capabilities: TerminalCapabilities) -> String
}

extension PictureDepiction {
  func elementName(_ data: DataDescription) -> String {
    data.shape.last == 1 ? "pixels" : "elements"
  }

  func place(of inspector: InspectorState, _ data: DataDescription) -> String {
    "row \(inspector.row) column \(inspector.column)"
  }

  func measuring(_ data: DataDescription) -> any SampleMeasuring { data.pictureMeasuring }

  func plot(
    _ sample: Tensor, isSigned: Bool, scale: DisplayScale, colorMap: ColorMap, ink: Style
  ) -> ImagePlot {
    ImagePlot(
      ScalarImage(sample), colorMap: isSigned ? .blueWhiteOrange : colorMap, scale: scale,
      monoFallback: .braille, ink: ink)
  }

  func channels(_ data: DataDescription, _ capabilities: TerminalCapabilities) -> String {
    let channels = data.shape.last ?? 1
    return channels > 1 ? "mean of \(channels) channels" : ""
  }

  /// Where there is no room for references the decoded image is already drawn alone.
  func comparisonOnScreen(_ state: ExplorerState) -> Comparison {
    guard state.explore.comparison == .side else { return state.explore.comparison }
    let layout = ExploreLayout(state, body: ScreenLayout(size: state.size).body)
    return layout.arrangement.rooms.count > 1 ? .side : .decoded
  }

  func content(_ state: ExplorerState) -> DepictedContent {
    .pictures(references: PicturePanel.referenceCount(state))
  }

  func drawPane(_ state: ExplorerState, layout: ExploreLayout, into frame: inout Frame, ink: Ink) {
    frame.drawPicturePane(self, state, layout: layout, ink: ink)
  }

  @discardableResult
  func draw(
    _ sample: Tensor, _ look: SampleLook, in room: Rect, into frame: inout Frame, ink: Ink
  ) -> String {
    var plot = plot(
      sample, isSigned: false, scale: look.scale.display, colorMap: look.colorMap, ink: ink.text)
    plot.fit = look.fit
    let drawn = frame.draw(plot, elements: elementName(look.data), in: room, ink: ink)
    return drawn.placement.zoomLabel
  }

  var hasLegend: Bool { true }

  func drawLegend(_ look: SampleLook, in rect: Rect, into frame: inout Frame, ink: Ink) {
    var bar = ColorBar(colorMap: look.colorMap, scale: look.scale.display, style: ink.faint)
    bar.isOfChannels = look.data.isInColor
    bar.draw(
      into: &frame, column: rect.column, row: rect.row, columns: rect.columns,
      capabilities: ink.capabilities)
  }

  func drawInspector(
    _ inspector: InspectorState, _ state: ExplorerState, in body: Rect, into frame: inout Frame,
    ink: Ink
  ) {
    frame.drawPicture(of: inspector, self, state, in: body, ink: ink)
  }

  func bitmap(_ sample: Tensor, _ look: SampleLook, leastSide: Int) -> PixelBitmap {
    let plot = plot(
      sample, isSigned: false, scale: look.scale.display, colorMap: look.colorMap, ink: .plain)
    let side = max(1, min(plot.image.width, plot.image.height))
    return .row(of: [plot], zoom: max(1, (leastSide + side - 1) / side))
  }
}
