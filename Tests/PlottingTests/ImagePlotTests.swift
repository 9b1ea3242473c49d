import Plotting
import TestSupport
import Testing

@Suite struct ImagePlotTests {
  private let colors = TerminalCapabilities(graphics: .half, color: .trueColor)
  private let braille = TerminalCapabilities(graphics: .braille, color: .mono)
  private let ascii = TerminalCapabilities(graphics: .ascii, color: .mono)

  private func galaxy(_ stretch: Stretch = .asinh) -> ImagePlot {
    let image = tiltedDisc()
    return ImagePlot(image, scale: DisplayScale(covering: image.values, stretch: stretch))
  }

  private func residual() -> ImagePlot {
    let values = tiltedDisc().values.enumerated().map { index, value in
      index % 33 < 16 ? -value : value
    }
    return ImagePlot(
      ScalarImage(width: 33, height: 33, values: values), colorMap: .blueWhiteOrange,
      scale: .symmetric(covering: values, stretch: .asinh))
  }

  private func draw(
    _ plot: ImagePlot, columns: Int, rows: Int, _ capabilities: TerminalCapabilities
  ) -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    plot.draw(into: &frame, in: Rect(frame.size), capabilities: capabilities)
    return frame
  }

  @Test func halfBlocks() {
    let frame = draw(galaxy(), columns: 35, rows: 17, colors)
    assertSnapshot(letters(frame, ramp: ColorMap.gray.ramp(for: .trueColor)))
  }

  @Test func halfBlocksOnThePalette() {
    let capabilities = TerminalCapabilities(graphics: .half, color: .palette256)
    let frame = draw(residual(), columns: 35, rows: 17, capabilities)
    assertSnapshot(letters(frame, ramp: ColorMap.blueWhiteOrange.ramp(for: .palette256)))
  }

  @Test func brailleDots() { assertSnapshot(draw(galaxy(), columns: 40, rows: 20, braille).text) }

  @Test func brailleDiverging() {
    assertSnapshot(draw(residual(), columns: 40, rows: 20, braille).text)
  }

  @Test func asciiInk() { assertSnapshot(draw(galaxy(), columns: 70, rows: 34, ascii).text) }

  @Test func asciiInkReduced() { assertSnapshot(draw(galaxy(), columns: 40, rows: 20, ascii).text) }

  @Test func asciiInkDiverging() {
    assertSnapshot(draw(residual(), columns: 40, rows: 20, ascii).text)
  }

  @Test func twoLevelsWithoutColour() {
    let mono = TerminalCapabilities(graphics: .half, color: .mono)
    assertSnapshot(draw(galaxy(), columns: 35, rows: 17, mono).text)
  }

  @Test func theModeIsStated() {
    var frame = Frame(size: Size(columns: 40, rows: 20))
    let mono = TerminalCapabilities(graphics: .half, color: .mono)
    var plot = galaxy()
    func label(_ capabilities: TerminalCapabilities) -> String {
      plot.draw(into: &frame, in: Rect(frame.size), capabilities: capabilities).label
    }
    #expect(label(colors) == "half-block 24bit 32 levels")
    #expect(label(.init(graphics: .half, color: .palette256)) == "half-block 256 23 levels")
    #expect(label(mono) == "half-block 2 levels")
    #expect(label(ascii) == "ascii 10 levels")
    plot.monoFallback = .braille
    #expect(label(mono) == "braille dithered")
    #expect(label(colors) == "half-block 24bit 32 levels")
  }

  @Test func whatIsNotANumberIsMarked() {
    var image = tiltedDisc()
    for index in [0, 1, 33, 34, 40] { image.values[index] = .nan }
    let plot = ImagePlot(image, scale: DisplayScale(covering: image.values, stretch: .asinh))
    let half = draw(plot, columns: 33, rows: 17, colors)
    #expect(half[0, 0].glyph == "×" && half[1, 0].glyph == "×")
    #expect(half[7, 0].glyph == "▀" && half[7, 0].style.background == ColorMap.gray.missing)
    #expect(draw(plot, columns: 33, rows: 17, braille)[0, 0].glyph != " ")
    #expect(draw(plot, columns: 17, rows: 9, braille)[3, 0].glyph == "×")
    #expect(draw(plot, columns: 66, rows: 33, ascii)[1, 1].glyph == "?")
  }

  @Test(arguments: [Float(0), 0.1, 0.25, 0.5, 0.75, 0.9, 1])
  func brailleDensityIsTheValue(_ value: Float) {
    let image = ScalarImage(width: 40, height: 40, values: Array(repeating: value, count: 1600))
    let plot = ImagePlot(image, scale: DisplayScale(minimum: 0, maximum: 1))
    let frame = draw(plot, columns: 40, rows: 20, braille)
    let lit = frame.cells.reduce(0) { $0 + litDots($1.glyph) }
    #expect(abs(Float(lit) / 6400 - value) < 0.01, "\(lit) of 6400 dots for \(value)")
  }

  @Test(arguments: GraphicsMode.allCases, [ImageFit.wholePixels, .fill])
  func aDiscIsAsWideAsTall(_ graphics: GraphicsMode, fit: ImageFit) {
    for (columns, rows) in [(60, 30), (100, 17), (23, 40), (31, 15), (200, 60)] {
      let placement = ImagePlacement(
        width: 33, height: 33, in: Rect(column: 3, row: 2, columns: columns, rows: rows),
        graphics: graphics, fit: fit)
      let left = placement.cell(ofPixelColumn: 2, row: 16)?.column ?? 0
      let right = placement.cell(ofPixelColumn: 30, row: 16)?.column ?? 0
      let top = placement.cell(ofPixelColumn: 16, row: 2)?.row ?? 0
      let bottom = placement.cell(ofPixelColumn: 16, row: 30)?.row ?? 0
      // A cell is twice as tall as wide; either end may be off by a cell's rounding.
      #expect(abs((right - left) - 2 * (bottom - top)) <= 3, "\(graphics) \(columns)x\(rows)")
    }
  }

  @Test func aDrawnDiscIsAsWideAsTall() {
    let plot = ImagePlot(
      filledCircle(diameter: 25, in: 33), scale: DisplayScale(minimum: 0, maximum: 1))
    let text = draw(plot, columns: 70, rows: 34, ascii).text.split(separator: "\n")
    let widths = text.map { $0.count { $0 == "@" } }
    #expect((widths.max() ?? 0) == 2 * widths.count { $0 > 0 })
  }

  @Test func drawingAGalaxyTakesUnderAMillisecond() {
    var frame = Frame(size: Size(columns: 60, rows: 30))
    let plot = galaxy()
    let rounds = 50
    for capabilities in [colors, braille, ascii] {
      let best = (0..<rounds).map { _ in
        ContinuousClock().measure {
          plot.draw(into: &frame, in: Rect(frame.size), capabilities: capabilities)
        }
      }.min()
      #expect((best ?? .seconds(1)) < .milliseconds(1), "\(capabilities)")
    }
  }

  private func litDots(_ glyph: Character) -> Int {
    guard let scalar = glyph.unicodeScalars.first, scalar.value >= 0x2800 else { return 0 }
    return (scalar.value - 0x2800).nonzeroBitCount
  }
}
