import Plotting
import TestSupport
import Testing

@Suite struct AnySizeTests {
  private let values: [Float] = [
    .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    .leastNonzeroMagnitude, 0, -1, 1, 812,
  ]

  /// Pictures and legends of any size, numbers and place keep to the frame's cells and never trap.
  @Test func everythingFitsEverywhere() {
    var generator = SplitMix64(state: 17)
    func pick(_ values: [Int]) -> Int {
      values[Int.random(in: 0..<values.count, using: &generator)]
    }
    let extents = [0, 1, 2, 3, 7, 33, 64, 200]
    for round in 0..<300 {
      var frame = Frame(size: Size(columns: pick(extents), rows: pick(extents)))
      let capabilities = TerminalCapabilities(
        graphics: GraphicsMode.allCases[round % 3], color: ColorMode.allCases[round % 4])
      let room = Rect(
        column: pick([-40, -1, 0, 3]), row: pick([-40, -1, 0, 3]),
        columns: pick(extents + [100_000]), rows: pick(extents + [100_000]))
      let plot = plot(width: pick(extents), height: pick(extents), round: round)
      plot.draw(into: &frame, in: room, capabilities: capabilities)
      ColorBar(colorMap: plot.colorMap, scale: plot.scale).draw(
        into: &frame, column: room.column, row: room.row, columns: room.columns,
        capabilities: capabilities)
      frame.drawBox(room, title: "title", trailingTitle: "text", style: .ascii)
      let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(
        rows.allSatisfy { $0.count == frame.size.columns } || frame.size.rows == 0,
        "seed 17, round \(round)")
      #expect(
        frame.cells.allSatisfy { GlyphWidth.isSingleColumn($0.glyph) }, "seed 17, round \(round)")
      if capabilities.graphics == .ascii {
        #expect(frame.text.allSatisfy { $0.isASCII }, "seed 17, round \(round)")
      }
    }
  }

  private func plot(width: Int, height: Int, round: Int) -> ImagePlot {
    let numbers = (0..<(width * height)).map { values[($0 + round) % (1 + round % values.count)] }
    let map = ColorMap.allCases[round % ColorMap.allCases.count]
    let stretch = Stretch.allCases[round % Stretch.allCases.count]
    let clip: Clip = round % 2 == 0 ? .minimumToMaximum : .percentile(99.5)
    let scale =
      map.isDiverging
      ? DisplayScale.symmetric(covering: numbers, stretch: stretch, clip: clip)
      : DisplayScale(covering: numbers, stretch: stretch, clip: clip)
    return ImagePlot(
      ScalarImage(width: width, height: height, values: numbers), colorMap: map, scale: scale,
      fit: round % 5 == 0 ? .fill : .wholePixels,
      monoFallback: [nil, .braille, .ascii][round % 3])
  }
}
