import Platform
import Plotting
import TestSupport
import Testing

@Suite struct DotCanvasTests {
  private let window = DotCanvas.Window(left: 0, right: 10, bottom: -1, top: 1)

  private func text(_ canvas: DotCanvas, ascii: Bool) -> String {
    var frame = Frame(size: canvas.size)
    canvas.draw(into: &frame, column: 0, row: 0, ascii: ascii)
    return frame.text
  }

  private func curves() -> DotCanvas {
    var canvas = DotCanvas(size: Size(columns: 40, rows: 8))
    let wave = (0...200).map { index -> (x: Double, y: Double) in
      let x = Double(index) / 20
      return (x, index == 100 ? .nan : exp(-x / 5) * cos(3 * x))
    }
    canvas.plotLine(wave, in: window)
    canvas.plotLine([(0, -1), (10, 1)], in: window)
    canvas.plotPoint(x: 9, y: -0.5, in: window)
    return canvas
  }

  @Test func curvesInBraille() { assertSnapshot(text(curves(), ascii: false)) }

  @Test func curvesInASCII() { assertSnapshot(text(curves(), ascii: true)) }

  @Test func everyDotHasItsPlace() {
    var canvas = DotCanvas(size: Size(columns: 3, rows: 2))
    for row in 0..<canvas.dotRows {
      for column in 0..<canvas.dotColumns {
        #expect(!canvas.isLit(column: column, row: row))
        canvas.lightDot(column: column, row: row)
        #expect(canvas.isLit(column: column, row: row))
      }
    }
    #expect(text(canvas, ascii: false) == "⣿⣿⣿\n⣿⣿⣿")
    #expect(text(canvas, ascii: true) == "###\n###")
  }

  @Test func theWindowsCornersAreTheCanvasCorners() {
    var canvas = DotCanvas(size: Size(columns: 4, rows: 3))
    canvas.plotPoint(x: 0, y: 1, in: window)
    canvas.plotPoint(x: 10, y: -1, in: window)
    #expect(canvas.isLit(column: 0, row: 0) && canvas.isLit(column: 7, row: 11))
    #expect(text(canvas, ascii: false) == "⠁   \n    \n   ⢀")
  }

  @Test func aLineIsUnbroken() {
    var generator = SplitMix64(state: 3)
    for round in 0..<200 {
      var canvas = DotCanvas(size: Size(columns: 20, rows: 10))
      let ends = (0..<2).map { _ in
        (
          column: Double.random(in: -30...60, using: &generator),
          row: Double.random(in: -30...60, using: &generator)
        )
      }
      canvas.drawLine(from: ends[0], to: ends[1])
      let lit = (0..<40).flatMap { column in
        (0..<40).filter { canvas.isLit(column: column, row: $0) }.map { (column, $0) }
      }
      for (column, row) in lit {
        let neighbours = lit.count { abs($0.0 - column) <= 1 && abs($0.1 - row) <= 1 }
        #expect(neighbours > 1 || lit.count == 1, "seed 3, round \(round): lone dot in \(ends)")
        #expect(
          distance(column, row, from: ends) < 0.75, "seed 3, round \(round): \(column), \(row)")
      }
    }
  }

  @Test func nothingThatIsPlottedTraps() {
    var generator = SplitMix64(state: 5)
    let odd: [Double] = [
      .nan, .infinity, -.infinity, 1e300, -1e300, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 0, 5, 1e19, -9.3e18,
    ]
    func pick() -> Double { odd[Int.random(in: 0..<odd.count, using: &generator)] }
    for round in 0..<400 {
      var canvas = DotCanvas(size: Size(columns: round % 7, rows: round % 5))
      let window = DotCanvas.Window(left: pick(), right: pick(), bottom: pick(), top: pick())
      canvas.plotLine((0..<4).map { _ in (pick(), pick()) }, in: window)
      canvas.plotPoint(x: pick(), y: pick(), in: window)
      canvas.drawLine(from: (pick(), pick()), to: (pick(), pick()))
      canvas.lightDot(column: .max, row: .min)
      let count = text(canvas, ascii: round % 2 == 0).count { $0 != "\n" }
      #expect(count == canvas.size.columns * canvas.size.rows, "seed 5, round \(round)")
    }
  }

  @Test func theLastDotColoursTheCell() {
    var canvas = DotCanvas(size: Size(columns: 2, rows: 1))
    canvas.lightDot(column: 0, row: 0, style: Style(foreground: .indexed(33)))
    canvas.lightDot(column: 1, row: 3, style: Style(foreground: .indexed(208)))
    var frame = Frame(size: Size(columns: 4, rows: 3))
    frame.write("####", column: 0, row: 1)
    canvas.draw(into: &frame, column: 1, row: 1, ascii: false)
    #expect(frame[1, 1] == Cell("⢁", style: Style(foreground: .indexed(208))))
    #expect(frame[2, 1].glyph == "#")
  }

  private func distance(
    _ column: Int, _ row: Int, from ends: [(column: Double, row: Double)]
  ) -> Double {
    let (across, down) = (ends[1].column - ends[0].column, ends[1].row - ends[0].row)
    let cross =
      across * (Double(row) - ends[0].row) - down * (Double(column) - ends[0].column)
    return cross.magnitude / (across * across + down * down).squareRoot()
  }
}
