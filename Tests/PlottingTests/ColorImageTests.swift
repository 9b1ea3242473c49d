import Plotting
import TestSupport
import Testing

/// Pictures in colour on every terminal and in files.
@Suite struct ColorImageTests {
  /// Red, green, blue and white above black, grey, yellow and a pixel that is missing.
  private let image = ColorImage(
    width: 4, height: 2,
    values: [
      1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1,
      0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 0, .nan, 0, 0,
    ])
  private var plot: ImagePlot {
    ImagePlot(colors: image, scale: DisplayScale(minimum: 0, maximum: 1))
  }

  private func frame(_ graphics: GraphicsMode, _ color: ColorMode) -> Frame {
    var frame = Frame(size: Size(columns: 8, rows: 2))
    plot.draw(
      into: &frame, in: Rect(column: 0, row: 0, columns: 4, rows: 1),
      capabilities: TerminalCapabilities(graphics: graphics, color: color))
    return frame
  }

  @Test func exactColorsAreThoseOfTheChannels() {
    let frame = frame(.half, .trueColor)
    let upper = (0..<4).map { frame[$0, 0].style.foreground }
    #expect(upper == [.rgb(255, 0, 0), .rgb(0, 255, 0), .rgb(0, 0, 255), .rgb(255, 255, 255)])
    let lower = (0..<4).map { frame[$0, 0].style.background }
    // 0.5 is the step 16 of 31.
    #expect(lower[0] == .rgb(0, 0, 0) && lower[1] == .rgb(132, 132, 132))
    #expect(lower[2] == .rgb(255, 255, 0) && lower[3] == ColorMap.gray.missing)
  }

  @Test func palettesTakeTheNearestEntry() {
    let exact = frame(.half, .palette256)
    #expect(
      (0..<4).map { exact[$0, 0].style.foreground } == [196, 46, 21, 231].map { .indexed($0) })
    let scheme = frame(.half, .ansi16)
    #expect(
      (0..<4).map { scheme[$0, 0].style.foreground } == [9, 10, 12, 15].map { .indexed($0) }
        || (0..<4).map { scheme[$0, 0].style.foreground } == [9, 10, 4, 15].map { .indexed($0) })
  }

  @Test func withoutColorsTheLuminanceIsSeen() {
    let luminance = image.luminance
    #expect(abs(luminance[0, 0] - 0.2126) < 1e-6 && abs(luminance[2, 1] - 0.9278) < 1e-6)
    #expect(luminance[3, 1].isNaN)
    for (graphics, color) in [
      (GraphicsMode.ascii, ColorMode.mono), (.ascii, .trueColor), (.braille, .trueColor),
      (.half, .mono),
    ] {
      var expected = Frame(size: Size(columns: 8, rows: 2))
      let capabilities = TerminalCapabilities(graphics: graphics, color: color)
      ImagePlot(luminance, scale: plot.scale).draw(
        into: &expected, in: Rect(column: 0, row: 0, columns: 4, rows: 1),
        capabilities: capabilities)
      #expect(frame(graphics, color).text == expected.text, "\(graphics) \(color)")
      var frame = Frame(size: Size(columns: 8, rows: 2))
      let drawn = plot.draw(
        into: &frame, in: Rect(column: 0, row: 0, columns: 4, rows: 1), capabilities: capabilities)
      #expect(drawn.content == .luminance && drawn.levels.hasPrefix("luminance"))
    }
  }

  @Test func dotsAreMeansOfTheirPixels() {
    var frame = Frame(size: Size(columns: 1, rows: 1))
    let pair = ColorImage(width: 2, height: 2, values: [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1])
    ImagePlot(colors: pair, scale: DisplayScale(minimum: 0, maximum: 1)).draw(
      into: &frame, in: Rect(column: 0, row: 0, columns: 1, rows: 1),
      capabilities: TerminalCapabilities(graphics: .half, color: .trueColor))
    #expect(frame[0, 0].style.foreground == .rgb(132, 0, 132))
  }

  @Test func filesHaveEveryLevel() {
    let bitmap = PixelBitmap.row(of: [plot], zoom: 2)
    #expect(bitmap.width == 8 && bitmap.height == 4)
    #expect(bitmap[1, 1] == RGB(255, 0, 0) && bitmap[3, 3] == RGB(128, 128, 128))
    #expect(bitmap[7, 3] == ColorMap.gray.rgb(at: .nan))
  }

  @Test func differencesAreGreyWhereThereIsNone() {
    let difference = ColorImage(width: 2, height: 1, values: [0, 0, 0, 0.5, -0.5, 0])
    let plot = ImagePlot(
      colors: difference, isSigned: true, scale: .symmetric(covering: difference.values))
    #expect(plot.rgb(column: 0, row: 0) == RGB(128, 128, 128))
    #expect(plot.rgb(column: 1, row: 0) == RGB(255, 0, 128))
    #expect(plot.colorMap.isDiverging)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func partsAreDrawnAsTheWhole(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let (width, height) = (
      Int.random(in: 1...9, using: &random), Int.random(in: 1...9, using: &random)
    )
    let values = (0..<3 * width * height).map { _ in Float.random(in: -1...2, using: &random) }
    let plot = ImagePlot(
      colors: ColorImage(width: width, height: height, values: values),
      scale: DisplayScale(minimum: 0, maximum: 1))
    let columns = 0..<Int.random(in: 1...width, using: &random)
    let rows = (height - 1)..<height
    let part = plot.cropped(columns: columns, rows: rows)
    for column in columns {
      #expect(
        part.rgb(column: column, row: 0) == plot.rgb(column: column, row: height - 1),
        "seed \(seed)")
    }
  }
}
