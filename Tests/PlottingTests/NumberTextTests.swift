import Plotting
import TestSupport
import Testing

@Suite struct NumberTextTests {
  @Test func fixedDecimals() {
    #expect(NumberText.fixed(1.42, decimals: 2, signed: true) == "+1.42")
    #expect(NumberText.fixed(-0.306, decimals: 2) == "-0.31")
    #expect(NumberText.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberText.fixed(0, decimals: 2, signed: true) == "+0.00")
    #expect(NumberText.fixed(12.05, decimals: 1) == "12.1")
    #expect(NumberText.fixed(7.6, decimals: 0) == "8")
    #expect(NumberText.fixed(1e300, decimals: 2) == "1e300")
  }

  @Test func compactFigures() {
    #expect(NumberText.compact(0) == "0")
    #expect(NumberText.compact(812.4) == "812")
    #expect(NumberText.compact(0.93) == "0.93")
    #expect(NumberText.compact(-0.3) == "-0.3")
    #expect(NumberText.compact(999.96) == "1000")
    #expect(NumberText.compact(123_456) == "123456")
    #expect(NumberText.compact(12_345_678) == "1.23e7")
    #expect(NumberText.compact(0.000_012_34) == "1.23e-5")
    #expect(NumberText.compact(1.0, digits: 5, signed: true) == "+1")
  }

  @Test func everyDoubleHasAText() {
    #expect(NumberText.compact(.nan) == "nan")
    #expect(NumberText.compact(.infinity, signed: true) == "+inf")
    #expect(NumberText.fixed(-.infinity, decimals: 1) == "-inf")
    #expect(NumberText.compact(.leastNonzeroMagnitude) == "4.94e-324")
    #expect(NumberText.compact(.greatestFiniteMagnitude) == "1.8e308")
    #expect(NumberText.compact(-.leastNormalMagnitude) == "-2.23e-308")
  }

  @Test func compactAgreesWithTheNumber() throws {
    var generator = SplitMix64(state: 7)
    for round in 0..<500 {
      let value =
        Double.random(in: -1...1, using: &generator) * ([1e-12, 1e-3, 1, 1e5, 1e12][round % 5])
      let text = NumberText.compact(value, digits: 4)
      let back = try #require(Double(text), "seed 7, round \(round): \(text)")
      #expect(
        abs(back - value) <= abs(value) * 5.1e-4, "seed 7, round \(round): \(value) as \(text)")
    }
  }
}
