import Plotting
import Testing

@testable import Terminal

struct ColorTests {
  @Test func numbersColorsAsTheEntryTakesThem() {
    var exact = ColorReduction(mode: .trueColor, isExact: true)
    #expect(exact.number(.rgb(1, 2, 3)) == 0x010203)
    #expect(exact.number(.indexed(4)) == 0x100_0004)
    #expect(exact.number(.terminal) == -1)
    var palette256 = ColorReduction(mode: .palette256, isExact: false)
    #expect(palette256.number(.indexed(4)) == 4)
    #expect(palette256.number(.rgb(95, 135, 175)) == 67)
    var ansi16 = ColorReduction(mode: .ansi16, isExact: false)
    #expect(ansi16.number(.indexed(196)) == 9)
    var mono = ColorReduction(mode: .mono, isExact: false)
    #expect(mono.number(.rgb(9, 9, 9)) == -1)
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
}
