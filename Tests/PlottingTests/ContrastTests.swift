import TestSupport
import Testing

@testable import Plotting

/// The contrast of text with what is behind it.
struct ContrastTests {
  /// Values of the guidelines' own definition; #767676 is the lightest grey that is readable on white.
  @Test func contrastIsThatOfTheGuidelines() {
    let white = RGB(255, 255, 255)
    #expect(white.contrast(with: RGB(0, 0, 0)) == 21 && white.contrast(with: white) == 1)
    #expect(RGB(0x76, 0x76, 0x76).contrast(with: white) >= 4.5)
    #expect(RGB(0x77, 0x77, 0x77).contrast(with: white) < 4.5)
    #expect(abs(RGB(255, 0, 0).contrast(with: white) - 3.998) < 0.001)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func blackOrWhiteIsReadableOnEveryColour(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<2000 {
      let color = RGB(hex: UInt32.random(in: 0...0xFFFFFF, using: &random))
      let ratio = color.contrast(with: XtermPalette.rgb(color.readableEntry))
      #expect(ratio >= 4.5, "seed \(seed), \(color): \(ratio)")
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func everyColourHasOneThatCanBeRead(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    for _ in 0..<300 {
      let color = RGB(hex: UInt32.random(in: 0...0xFFFFFF, using: &random))
      for background in AssumedBackground.allCases {
        let exact = background.legible(color, in: .trueColor)
        #expect(try #require(exact.rgb).contrast(with: background.hardest) >= 4.5)
        if color.contrast(with: background.hardest) >= 4.5 { #expect(exact.rgb == color) }
        let entry = background.legible(color, in: .palette256)
        #expect(try #require(entry.rgb).contrast(with: background.hardest) >= 4.5, "seed \(seed)")
        #expect(entry.reduced(to: .palette256) == entry)
      }
    }
  }
}
