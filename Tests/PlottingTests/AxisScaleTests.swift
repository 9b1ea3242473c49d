import Plotting
import TestSupport
import Testing

@Suite struct AxisScaleTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func ticksLieInTheRangeAndAreFewAndApart(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let ends = (0..<2).map { _ in Double.random(in: -12...12, using: &random) }
    let range = AxisRange(ends[0], ends[1])
    let count = Int.random(in: 1...12, using: &random)
    for scale in [AxisScale.linear, .logarithmic(above: 0), .logarithmic(above: -3)] {
      let ticks = scale.ticks(in: range, atMost: count)
      let margin = 1e-9 * (range.upper - range.lower)
      #expect(ticks.count <= count, "seed \(seed), \(scale)")
      #expect(
        ticks.allSatisfy {
          $0.place >= range.lower - margin && $0.place <= range.upper + margin
        }, "seed \(seed), \(scale): \(ticks)")
      #expect(
        zip(ticks, ticks.dropFirst()).allSatisfy { $0.place < $1.place && $0.label != $1.label },
        "seed \(seed), \(scale): \(ticks)")
      // Four rows of numbers are worth nothing without two numbers to compare.
      if count >= 4 { #expect(ticks.count >= 2, "seed \(seed), \(scale), \(range): \(ticks)") }
    }
  }

  @Test func placesAreLogarithms() {
    let scale = AxisScale.logarithmic(above: -2000)
    #expect(abs(scale.place(of: -1900) - 2) < 1e-12)
    #expect(scale.place(of: -2000).isNaN && scale.place(of: .nan).isNaN)
    #expect(AxisScale.linear.place(of: -7) == -7)
    #expect(
      scale.ticks(in: AxisRange(0, 4), atMost: 5).map(\.label) == [
        "+1", "+10", "+100", "+1000", "+10000",
      ])
  }

  @Test func neighboursOfLargeNumbersAreToldApart() {
    let ticks = AxisScale.linear.ticks(in: AxisRange(123456.1, 123456.4), atMost: 4)
    #expect(Set(ticks.map(\.label)).count == ticks.count && ticks.count > 1)
  }

  @Test(arguments: [(60, 16), (30, 5)])
  func logarithmicCurve(columns: Int, rows: Int) {
    let points = (0...200).map { step -> (x: Double, y: Double) in
      let fall: Double = 1e4 / Double(1 + step * step)
      return (x: Double(step), y: step == 90 ? 0 : fall)
    }
    let plot = CurvePlot(
      [CurvePlot.Curve(points: points)], xName: "step", scale: .logarithmic(above: 0))
    var frame = Frame(size: Size(columns: columns, rows: rows))
    let dots = plot.draw(
      into: &frame, in: Rect(frame.size),
      capabilities: TerminalCapabilities(graphics: .braille, color: .mono))
    assertSnapshot(frame.text, named: "\(columns)x\(rows)")
    #expect(plot.row(of: 1e4, in: dots) == dots.row && plot.row(of: 0, in: dots) == nil)
    let lowest = 1e4 / Double(1 + 200 * 200)
    #expect(plot.row(of: lowest, in: dots) == dots.endRow - 1)
  }
}
