import Plotting
import TestSupport
import Testing

@Suite struct ColorBarTests {
  @Test func shrinksWithoutHidingTheStretch() {
    let scale = DisplayScale(.asinh, minimum: -0.3, maximum: 812)
    let residual = DisplayScale.symmetric(.linear, limit: 25, clip: .percentile(99.5))
    var frame = Frame(size: Size(columns: 60, rows: 18))
    let modes = [
      TerminalCapabilities(graphics: .half, color: .mono),
      TerminalCapabilities(graphics: .braille, color: .mono),
      TerminalCapabilities(graphics: .ascii, color: .mono),
    ]
    for (group, capabilities) in modes.enumerated() {
      for (index, columns) in [60, 34, 28, 20, 9].enumerated() {
        ColorBar(colorMap: .viridis, scale: scale).draw(
          into: &frame, column: 0, row: group * 6 + index, columns: columns,
          capabilities: capabilities)
      }
      ColorBar(colorMap: .blueWhiteOrange, scale: residual).draw(
        into: &frame, column: 0, row: group * 6 + 5, columns: 60, capabilities: capabilities)
    }
    assertSnapshot(frame.text)
  }

  @Test func showsBothEndsOfTheMap() {
    var frame = Frame(size: Size(columns: 50, rows: 1))
    let capabilities = TerminalCapabilities(graphics: .half, color: .palette256)
    ColorBar(colorMap: .magma, scale: DisplayScale(minimum: 0, maximum: 1)).draw(
      into: &frame, column: 0, row: 0, columns: 50, capabilities: capabilities)
    let ramp = ColorMap.magma.ramp(for: .palette256)
    let colors = frame.cells.filter { $0.glyph == "▀" }.map(\.style.foreground)
    #expect(colors.count == 16)
    #expect(colors.first == ramp.colors.first && colors.last == ramp.colors.last)
  }

  @Test func aSecondBarNeedNotNameTheCurve() {
    var frame = Frame(size: Size(columns: 20, rows: 1))
    let end = ColorBar(
      colorMap: .gray, scale: DisplayScale(.asinh, minimum: 2e-8, maximum: 871),
      namesStretch: false
    ).draw(
      into: &frame, column: 0, row: 0, columns: 12,
      capabilities: TerminalCapabilities(graphics: .ascii, color: .mono))
    #expect(end == 12 && !frame.text.contains("asinh"))
    #expect(frame.text.hasPrefix("0 ") && frame.text.contains(" 871"))
  }
}
