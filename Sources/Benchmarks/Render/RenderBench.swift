import Explorer
import ExplorerEngine
import Plotting

/// Draws the Explore screen of a model, without a terminal, and bins a million points into cells.
struct RenderBench {
  let model: String
  /// The seconds for each extent.
  let seconds: Double

  private static let sizes = [Size(columns: 100, rows: 30), Size(columns: 200, rows: 60)]

  /// Measures.
  ///
  /// - Throws: `OpeningFailure` when the model does not open.
  func run() throws(OpeningFailure) -> RenderReport {
    var screens: [RenderReport.Screen] = []
    for size in Self.sizes { screens.append(try screen(of: size)) }
    return RenderReport(
      model: model, screens: screens,
      scatter: ScatterBench(points: 1_000_000, seconds: seconds).run())
  }

  private func screen(of size: Size) throws(OpeningFailure) -> RenderReport.Screen {
    let capabilities = TerminalCapabilities(graphics: .half, color: .palette256)
    var explorer = HeadlessExplorer(
      options: ExplorerOptions(modelPath: model, capabilities: capabilities), size: size)
    var frame = try explorer.frame(after: [])
    let state = explorer.state
    let timings = Timings(seconds: seconds) { frame = render(state, size: size) }
    return RenderReport.Screen(
      columns: size.columns, rows: size.rows, milliseconds: timings.median * 1e3,
      bytes: AnsiEncoder(color: capabilities.color).encode(frame).utf8.count)
  }
}
