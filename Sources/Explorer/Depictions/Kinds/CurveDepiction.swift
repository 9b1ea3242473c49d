import Datasets
import Plotting
import Tensors

/// Curves over an ordered axis.
struct CurveDepiction: Depiction {
  let name = "curve"
  let fixedStretch: String? = "the axes of curves are linear"
  let fixedZoom: String? = "a curve is always shown completely"

  func suits(_ data: DataDescription) -> Bool { data.kind == .curve }

  func elementName(_ data: DataDescription) -> String { "points" }

  func place(of inspector: InspectorState, _ data: DataDescription) -> String {
    "point \(inspector.column)"
  }

  func offers(_ comparison: Comparison, _ state: ExplorerState) -> Bool {
    switch comparison {
    case .simulator, .difference: SimulationPlan(state) != nil
    case .density: state.model?.simulator?.knowsDensity == true
    case .particles, .matrices: false
    case .side, .decoded, .source, .residual, .sensitivity: true
    }
  }

  func showsSimulator(in comparison: Comparison) -> Bool {
    [.side, .simulator, .difference, .density].contains(comparison)
  }

  func content(_ state: ExplorerState) -> DepictedContent { .plots(CurveView.count(state)) }

  func drawPane(_ state: ExplorerState, layout: ExploreLayout, into frame: inout Frame, ink: Ink) {
    frame.drawCurvePane(state, layout: layout, ink: ink)
  }

  func drawStrip(
    _ sweep: DecodedSweep, _ state: ExplorerState, in inside: Rect, into frame: inout Frame,
    ink: Ink
  ) -> String {
    frame.drawCurves(of: sweep, state, in: inside, ink: ink)
  }

  @discardableResult
  func draw(
    _ sample: Tensor, _ look: SampleLook, in room: Rect, into frame: inout Frame, ink: Ink
  ) -> String {
    frame.draw(
      CurveView.alone(sample, look, ink), elements: elementName(look.data), in: room, ink: ink)
    return "curves"
  }

  func aspect(_ shape: [Int]) -> Double { 2 }

  func drawInspector(
    _ inspector: InspectorState, _ state: ExplorerState, in body: Rect, into frame: inout Frame,
    ink: Ink
  ) {
    frame.drawCurve(of: inspector, state, in: body, ink: ink)
  }

  /// A curve has one row, so the keys that move over rows elsewhere make larger steps along it.
  func move(_ inspector: inout InspectorState, columns: Int, rows: Int, over shape: [Int]) {
    inspector.column = ListCursor.moved(
      inspector.column, by: columns + 10 * rows, count: shape[1])
  }

  func factLines(_ state: ExplorerState, width: Int, glyphs: GlyphSet) -> [String] {
    FactorTable(state, width: width, glyphs: glyphs).lines
  }

  func factCount(_ state: ExplorerState) -> Int { FactorTable.rowCount(state) }

  func bitmap(_ sample: Tensor, _ look: SampleLook, leastSide: Int) -> PixelBitmap {
    let plot = CurveView.alone(sample, look, Ink(theme: .light, capabilities: CurveView.paper))
    return .curves(plot, columns: max(8, leastSide / 4), rows: max(4, leastSide / 8))
  }

  func snapshot(_ decoded: Tensor, _ state: ExplorerState) -> DepictedSnapshot {
    DepictedSnapshot(
      bitmap: .curves(CurveView.snapshot(state)), scale: DisplayScale(covering: decoded.elements))
  }
}
