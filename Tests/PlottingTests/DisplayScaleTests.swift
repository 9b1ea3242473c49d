import Plotting
import Testing

@Suite struct DisplayScaleTests {
  @Test(arguments: Stretch.allCases)
  func stretchesRiseFromZeroToOne(_ stretch: Stretch) {
    let curve = (0...1000).map { stretch(Float($0) / 1000) }
    #expect(curve.first == 0 && curve.last == 1)
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 < $1 })
    #expect(stretch(-1) == 0 && stretch(-.infinity) == 0)
    #expect(stretch(2) == 1 && stretch(.infinity) == 1)
    #expect(stretch(.nan).isNaN)
  }

  @Test func stretchesFollowTheirFormulas() {
    #expect(Stretch.linear(0.25) == 0.25)
    #expect(Stretch.sqrt(0.25) == 0.5)
    #expect(abs(Stretch.asinh(0.1) - 0.8813736 / 2.9982229) < 1e-6)
    #expect(abs(Stretch.log(0.1) - 4.6151205 / 6.9087548) < 1e-6)
  }

  @Test func everyStretchIsReachedByTheKey() {
    var seen = [Stretch.linear]
    while seen.last?.next != .linear, let next = seen.last?.next { seen.append(next) }
    #expect(Set(seen) == Set(Stretch.allCases))
  }

  @Test func rangesIgnoreWhatIsNotFinite() {
    let scale = DisplayScale(covering: [.nan, 3, -.infinity, 7, .infinity])
    #expect(scale.minimum == 3 && scale.maximum == 7)
    #expect(scale(3) == 0 && scale(5) == 0.5 && scale(7) == 1)
    #expect(scale(.infinity) == 1 && scale(-.infinity) == 0 && scale(.nan).isNaN)
    let empty = DisplayScale(covering: [Float.nan])
    #expect(empty.minimum == 0 && empty.maximum == 1)
  }

  @Test func flatAndHugeRangesAreNumbers() {
    let flat = DisplayScale(minimum: 2, maximum: 2)
    #expect(flat(2) == 0 && flat(2.1) == 1 && flat(1.9) == 0)
    let huge = DisplayScale(
      minimum: -.greatestFiniteMagnitude, maximum: .greatestFiniteMagnitude)
    #expect(huge(0) == 0.5)
    let tiny = DisplayScale(minimum: 0, maximum: 3 * .leastNonzeroMagnitude)
    #expect(abs(tiny(.leastNonzeroMagnitude) - 1 / 3) < 1e-6)
  }

  @Test func percentilesLeaveOutTheTails() {
    let values = (0...1000).map(Float.init) + [1e9]
    let scale = DisplayScale(covering: values, clip: .percentile(99))
    #expect(abs(scale.minimum - 5) < 0.1 && abs(scale.maximum - 996) < 0.1)
    let all = DisplayScale(covering: values, clip: .percentile(100))
    #expect(all.minimum == 0 && all.maximum == 1e9)
    #expect(DisplayScale(covering: [4], clip: .percentile(99.5)).maximum == 4)
  }

  @Test(arguments: Stretch.allCases)
  func symmetricScalesAreOdd(_ stretch: Stretch) {
    let scale = DisplayScale.symmetric(covering: [-2, 1, .nan], stretch: stretch)
    #expect(scale.minimum == -2 && scale.maximum == 2)
    #expect(scale(0) == 0.5 && scale(2) == 1 && scale(-2) == 0)
    for value in [Float(0.1), 0.7, 1.9, 5, .infinity] {
      #expect(abs(scale(value) + scale(-value) - 1) < 1e-6)
    }
    #expect(DisplayScale.symmetric(limit: 0)(0) == 0.5)
    #expect(scale(.nan).isNaN)
  }

  @Test func symmetricPercentilesCountMagnitudes() {
    let values = (1...1000).map { Float($0 % 2 == 0 ? $0 : -$0) }
    let scale = DisplayScale.symmetric(covering: values, clip: .percentile(99))
    #expect(abs(scale.maximum - 990) < 1)
  }

  @Test func theRangeIsStatedAsText() {
    let scale = DisplayScale(.asinh, minimum: -0.3, maximum: 812.4)
    #expect(scale.label(glyphs: .unicode) == "-0.3 … 812 asinh a=.1")
    #expect(scale.label(glyphs: .ascii) == "-0.3 .. 812 asinh a=.1")
    let clipped = DisplayScale(minimum: 0, maximum: 1, clip: .percentile(99.5))
    #expect(clipped.label(glyphs: .unicode) == "0 … 1 (99.5%) linear")
  }
}
