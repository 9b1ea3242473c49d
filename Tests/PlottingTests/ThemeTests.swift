import TestSupport
import Testing

@testable import Plotting

@Suite struct ThemeTests {
  @Test(arguments: Theme.Name.allCases, Theme.Role.allCases)
  func coloursAreExactEntries(_ name: Theme.Name, role: Theme.Role) {
    let full = Theme(name, color: .trueColor)[role]
    #expect(Theme(name, color: .palette256)[role] == full)
    #expect(full.background == .terminal)
    if case .indexed(let index) = full.foreground {
      #expect(XtermPalette.exactEntries.contains(index))
    } else {
      #expect(full.foreground == .terminal)
    }
  }

  @Test(arguments: Theme.Name.allCases)
  func withoutColoursOnlyAttributesAreLeft(_ name: Theme.Name) {
    let theme = Theme(name, color: .mono)
    for role in Theme.Role.allCases {
      #expect(theme[role].foreground == .terminal && theme[role].background == .terminal)
    }
    let roles: [Theme.Role] = [.focus, .warning, .value, .title]
    #expect(Set(roles.map { theme[$0].attributes }).count == roles.count)
  }

  @Test func theMonoThemeHasNoColours() {
    for role in Theme.Role.allCases {
      #expect(Theme(.mono, color: .trueColor)[role].foreground == .terminal)
    }
  }

  /// The contrast that the Web Content Accessibility Guidelines ask of text.
  @Test(arguments: [
    (Theme.Name.dark, [RGB(0, 0, 0), AssumedBackground.dark.hardest]),
    (.light, [RGB(255, 255, 255), AssumedBackground.light.hardest]),
  ])
  func textIsReadable(_ name: Theme.Name, backgrounds: [RGB]) {
    for role in Theme.Role.allCases {
      guard let color = Theme(name, color: .palette256)[role].foreground.rgb else { continue }
      for background in backgrounds {
        let ratio = color.contrast(with: background)
        #expect(ratio >= 4.5, "\(name) \(role): \(ratio)")
      }
    }
  }

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

  @Test func everyThemeIsReachedByTheKey() {
    let walk = (0..<4).reduce(into: [Theme.Name.dark]) { names, _ in
      names.append(names[names.count - 1].next)
    }
    #expect(Set(walk) == Set(Theme.Name.allCases) && walk.first == walk.last)
  }
}
