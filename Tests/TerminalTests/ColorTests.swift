import Plotting
import Testing

@testable import Terminal

struct ColorTests {
  @Test func findsTheNearestEntryOfThePalette() {
    for seed in UInt64(0)..<200 {
      var generator = SplitMix64(state: seed)
      let color = (0..<3).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let found = XtermPalette.nearest(red: color[0], green: color[1], blue: color[2])
      let best = (UInt8(16)...255).map { distance($0, color) }.min()
      #expect(found >= 16 && distance(found, color) == best, "seed \(seed), \(color)")
    }
  }

  @Test func keepsTheEntriesOfThePalette() {
    for index in UInt8(16)...255 {
      let (red, green, blue) = XtermPalette.components(index)
      let found = XtermPalette.nearest(red: red, green: green, blue: blue)
      #expect(XtermPalette.components(found) == (red, green, blue), "entry \(index)")
    }
    #expect(XtermPalette.nearestBasic(red: 255, green: 255, blue: 255) == 15)
    #expect(XtermPalette.nearestBasic(red: 200, green: 10, blue: 10) == 1)
  }

  @Test func numbersColorsAsTheEntryTakesThem() {
    let exact = ColorReduction(mode: .trueColor, isExact: true)
    #expect(exact.number(.rgb(1, 2, 3)) == 0x010203)
    #expect(exact.number(.indexed(4)) == 0x100_0004)
    #expect(exact.number(.terminal) == -1)
    #expect(ColorReduction(mode: .palette256, isExact: false).number(.indexed(4)) == 4)
    #expect(ColorReduction(mode: .palette256, isExact: false).number(.rgb(95, 135, 175)) == 67)
    #expect(ColorReduction(mode: .ansi16, isExact: false).number(.indexed(196)) == 9)
    #expect(ColorReduction(mode: .mono, isExact: false).number(.rgb(9, 9, 9)) == -1)
  }

  @Test func reusesOnlyPairsThatAreNotOnScreen() {
    var pairs = ColorPairs(capacity: 4)
    let colors = (0..<6).map { ColorPairs.Colors(foreground: $0, background: -1) }
    #expect(pairs.entry(for: .terminal)?.number == 0)
    let numbers = colors[..<3].map { pairs.entry(for: $0)?.number }
    #expect(numbers == [1, 2, 3])
    #expect(pairs.entry(for: colors[3]) == nil)
    pairs.keepOnly([colors[1]])
    #expect(pairs.entry(for: colors[1])?.isNew == false)
    let reused = pairs.entry(for: colors[4])
    #expect(reused?.isNew == true && [1, 3].contains(reused?.number))
    #expect(pairs.entry(for: colors[5]) != nil)
    #expect(pairs.entry(for: colors[0]) == nil)
  }

  private func distance(_ index: UInt8, _ color: [UInt8]) -> Int {
    let (red, green, blue) = XtermPalette.components(index)
    return zip([red, green, blue], color).reduce(0) { sum, pair in
      let difference = Int(pair.0) - Int(pair.1)
      return sum + difference * difference
    }
  }
}
