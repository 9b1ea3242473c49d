import Platform
import Plotting
import TestSupport
import Testing

@Suite struct CurvePlotTests {
  private static let braille = TerminalCapabilities(graphics: .braille, color: .mono)
  private static let ascii = TerminalCapabilities(graphics: .ascii, color: .mono)

  private func plot(_ gap: Double = .nan) -> CurvePlot {
    let places = (0...100).map { Double($0) / 100 }
    return CurvePlot(
      [
        CurvePlot.Curve("source", points: places.map { ($0, $0 * 0.9) }, pattern: .dashed),
        CurvePlot.Curve(
          "simulator", points: places.map { ($0, $0.squareRoot()) }, pattern: .dotted),
        CurvePlot.Curve("decoded", points: places.map { ($0, $0 == 0.5 ? gap : $0 * $0) }),
      ], xName: "probability")
  }

  private func text(_ plot: CurvePlot, _ capabilities: TerminalCapabilities) -> String {
    var frame = Frame(size: Size(columns: 56, rows: 15))
    plot.drawLegend(into: &frame, column: 1, row: 0, columns: 54, capabilities: capabilities)
    plot.draw(
      into: &frame, in: Rect(column: 0, row: 1, columns: 56, rows: 14), capabilities: capabilities)
    return frame.text
  }

  @Test func axesLegendAndCurvesInBraille() { assertSnapshot(text(plot(), Self.braille)) }

  @Test func axesLegendAndCurvesInASCII() {
    let text = text(plot(), Self.ascii)
    #expect(text.allSatisfy { $0.isASCII })
    assertSnapshot(text)
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func anyNumbersInAnyRoomAreHarmless(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let odd: [Double] = [.nan, .infinity, -.infinity, 0, 1e300, -1e300, 1e-300, 5]
    for _ in 0..<40 {
      let points = (0..<Int.random(in: 0...30, using: &random)).map { index in
        (x: Double(index), y: odd.randomElement(using: &random) ?? 0)
      }
      let size = Size(
        columns: Int.random(in: 0...70, using: &random),
        rows: Int.random(in: 0...25, using: &random))
      var frame = Frame(size: size)
      let plot = CurvePlot(
        [CurvePlot.Curve("a", points: points)], xName: "point",
        includesZero: Bool.random(using: &random))
      let inside = plot.draw(into: &frame, in: Rect(size), capabilities: Self.ascii)
      #expect(
        inside.endColumn <= size.columns && inside.endRow <= size.rows, "seed \(seed), \(size)")
      #expect(!frame.text.contains("nan") && !frame.text.contains("inf"), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func ticksAreFewRoundAndInside(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<100 {
      let scale = pow(10, Double.random(in: -9...9, using: &random))
      let lower = Double.random(in: -5...5, using: &random) * scale
      let range = AxisRange(lower, lower + Double.random(in: 0.1...9, using: &random) * scale)
      let count = Int.random(in: 1...12, using: &random)
      let ticks = range.ticks(atMost: count)
      let margin = (range.upper - range.lower) * 1e-6
      #expect(ticks.count <= count, "seed \(seed)")
      #expect(count < 3 || ticks.count >= 1, "seed \(seed): none of \(count) in \(range)")
      #expect(
        ticks.allSatisfy { $0 >= range.lower - margin && $0 <= range.upper + margin },
        "seed \(seed): \(ticks) in \(range)")
    }
  }

  @Test func aRangeAlwaysHasAnExtent() {
    for (lower, upper) in [(0.0, 0.0), (5, 5), (.nan, .nan), (1e9, 1e9), (-.infinity, 3), (4, 2)] {
      let range = AxisRange(lower, upper)
      #expect(range.lower < range.upper && range.lower.isFinite && range.upper.isFinite)
    }
    #expect(AxisRange(covering: [3, .nan, -1, .infinity]) == AxisRange(-1, 3))
  }

  @Test func aFileShowsCurvesInTheirColours() {
    let red = Style(foreground: .rgb(200, 0, 0))
    let plot = CurvePlot(
      [CurvePlot.Curve("a", points: [(0, 0), (1, 1)], style: red)], xName: "x")
    let bitmap = PixelBitmap.curves(plot, columns: 20, rows: 10, zoom: 2)
    #expect(bitmap.width == 96 && bitmap.height == 96)
    let pixels = (0..<bitmap.height).flatMap { row in
      (0..<bitmap.width).map { bitmap[$0, row] }
    }
    #expect(pixels.filter { $0 == RGB(200, 0, 0) }.count >= 40 * 4)
    // From the lower left to the upper right.
    #expect(bitmap[8, 86] == RGB(200, 0, 0) && bitmap[86, 8] == RGB(200, 0, 0))
  }
}
