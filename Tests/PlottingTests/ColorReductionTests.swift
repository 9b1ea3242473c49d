import Plotting
import Testing

@Suite struct ColorReductionTests {
  @Test func exactEntriesComeBackAsThemselves() {
    for index in XtermPalette.exactEntries {
      let color = XtermPalette.rgb(index)
      let reduced = Color.rgb(color.red, color.green, color.blue).reduced(to: .palette256)
      guard case .indexed(let found) = reduced else {
        Issue.record("\(index) became \(reduced)")
        continue
      }
      #expect(XtermPalette.rgb(found) == color, "\(index) became \(found)")
    }
  }

  @Test func theUsersSixteenAreLeftAlone() {
    for index in XtermPalette.schemeEntries {
      for mode in [ColorMode.ansi16, .palette256, .trueColor] {
        #expect(Color.indexed(index).reduced(to: mode) == .indexed(index))
      }
    }
  }

  @Test func terminalAndMonoStayOut() {
    for mode in ColorMode.allCases { #expect(Color.terminal.reduced(to: mode) == .terminal) }
    #expect(Color.rgb(1, 2, 3).reduced(to: .mono) == .terminal)
    #expect(Color.indexed(200).reduced(to: .mono) == .terminal)
    #expect(Color.indexed(200).reduced(to: .trueColor) == .indexed(200))
    #expect(Color.rgb(1, 2, 3).reduced(to: .trueColor) == .rgb(1, 2, 3))
  }

  @Test func huesSurviveSixteenColours() {
    #expect(Color.rgb(250, 10, 10).reduced(to: .ansi16) == .indexed(9))
    #expect(Color.rgb(255, 255, 255).reduced(to: .ansi16) == .indexed(15))
    #expect(Color.indexed(16).reduced(to: .ansi16) == .indexed(0))
    #expect(Color.indexed(244).reduced(to: .ansi16) == .indexed(8))
    #expect(Color.rgb(10, 200, 20).reduced(to: .ansi16) == .indexed(2))
  }

  @Test func aDarkRedStaysRed() throws {
    // The trap that turns it grey: distance in RGB instead of in a perceptual space.
    guard case .indexed(let index) = Color.rgb(110, 20, 20).reduced(to: .palette256) else {
      Issue.record("not indexed")
      return
    }
    let found = XtermPalette.rgb(index)
    #expect(found.red > found.green && found.red > found.blue)
  }

  @Test func stylesKeepTheirEmphasis() {
    let style = Style(
      foreground: .rgb(9, 9, 9), background: .indexed(60), attributes: [.bold, .reverse])
    #expect(style.reduced(to: .mono) == Style(attributes: [.bold, .reverse]))
  }
}
