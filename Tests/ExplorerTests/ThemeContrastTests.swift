import Datasets
import Plotting
import Testing

@testable import Explorer

/// Every text of every theme has the contrast that the Web Content Accessibility Guidelines require, 4.5, on common
/// backgrounds.
///
/// Sixteen colours belong to the user's scheme; those of xterm and VGA are checked. Schemes such as Solarized, whose entries
/// 8 to 15 are greys close to the background, cannot be served by any choice of entries.
@Suite struct ThemeContrastTests {
  /// Black, Dracula, Gruvbox, Solarized, Tokyo Night, Ubuntu and Nord; white, GitHub, Solarized and Gruvbox.
  private static let backgrounds: [AssumedBackground: [UInt32]] = [
    .dark: [0x000000, 0x1E1E1E, 0x282A36, 0x282828, 0x002B36, 0x1A1B26, 0x300A24, 0x2E3440],
    .light: [0xFFFFFF, 0xFAFAFA, 0xFDF6E3, 0xFBF1C7],
  ]
  private static let themes: [(theme: ThemeChoice, background: AssumedBackground)] = [
    (.dark, .dark), (.light, .light),
  ]
  private static let modes: [ColorMode] = [.trueColor, .palette256]

  private static let xterm: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]
  private static let vga: [UInt32] = [
    0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
    0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
  ]

  private static func color(_ hex: UInt32) -> RGB {
    RGB(UInt8(hex >> 16), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
  }

  /// Every style of the theme, by its name.
  private static func styles(_ ink: Ink) -> [(name: String, style: Style)] {
    let named = Mirror(reflecting: ink).children.compactMap { child in
      (child.value as? Style).map { (child.label ?? "", $0) }
    }
    return named + (0..<16).map { ("class \($0)", ink.style(ofClass: $0)) }
  }

  /// The contrast of a style, which reversal does not change; `nil` where all colours are the terminal's own.
  private static func contrast(_ style: Style, on background: RGB) -> Double? {
    guard style.foreground != .terminal || style.background != .terminal else { return nil }
    // The terminal's own text is legible on its own background; on others nothing is known.
    guard let foreground = style.foreground.rgb else { return 1 }
    return foreground.contrast(with: style.background.rgb ?? background)
  }

  @Test func everyStyle() {
    for (theme, background) in Self.themes {
      for mode in Self.modes {
        let ink = Ink(
          theme: theme, capabilities: TerminalCapabilities(graphics: .half, color: mode))
        let styles = Self.styles(ink)
        #expect(styles.count == 24)
        for hex in Self.backgrounds[background] ?? [] {
          for (name, style) in styles {
            let ratio = Self.contrast(style, on: Self.color(hex)) ?? 21
            #expect(ratio >= 4.5, "\(theme) \(mode) \(name) on \(String(hex, radix: 16)): \(ratio)")
          }
        }
      }
    }
  }

  /// Many terminals show bold as the lighter entry, so both have to be legible.
  @Test func everyStyleOfSixteenColours() {
    for (theme, background) in Self.themes {
      let ink = Ink(
        theme: theme, capabilities: TerminalCapabilities(graphics: .half, color: .ansi16))
      for (scheme, palette) in [("xterm", Self.xterm), ("VGA", Self.vga)] {
        for (name, style) in Self.styles(ink) {
          guard case .indexed(let entry) = style.foreground else { continue }
          let isLightened = entry < 8 && style.attributes.contains(.bold)
          for shown in isLightened ? [entry, entry + 8] : [entry] {
            let ratio = Self.color(palette[Int(shown)])
              .contrast(with: Self.color(palette[background == .dark ? 0 : 15]))
            #expect(
              shown < 16 && ratio >= 4.5, "\(theme) \(scheme) \(name), entry \(shown): \(ratio)")
          }
        }
      }
    }
  }

  @Test func textOnMatrixCells() {
    for theme in [ThemeChoice.dark, .light, .highContrast] {
      for mode in Self.modes {
        let ink = Ink(
          theme: theme, capabilities: TerminalCapabilities(graphics: .half, color: mode))
        for isSigned in [false, true] {
          let colors = MatrixColors(limit: 1, isSigned: isSigned, theme: theme, ink: ink)
          for step in -100...101 {
            let value = step == 101 ? Double.nan : Double(step) / 100
            let ratio = Self.contrast(colors.style(value), on: Self.color(0)) ?? 1
            #expect(ratio >= 4.5, "\(theme) \(mode) \(value): \(ratio)")
          }
        }
      }
    }
  }

  private static let places = [
    "", "ll", "?", ":", ":stretch cubic<enter>", "s", "g", "~", "anbi", "I", "v", "n<tab>", "2",
    "2c", "2cc", "2d", "2i", "2C", "4", "4i", "4A", "4O", "4/kl", "5", "5<enter>", "5g", "5mms",
    "5jjll",
    "7", "7<enter>", "7g", ":open missing<enter>",
  ]

  private static let terminals =
    GraphicsMode.allCases.map { TerminalCapabilities(graphics: $0, color: .trueColor) }
    + [TerminalCapabilities(graphics: .half, color: .palette256)]

  /// All words on all screens, whatever determines their colours.
  @Test(arguments: terminals) func everyScreen(capabilities: TerminalCapabilities) throws {
    let images = Self.places.map { (MadeUpModel(), $0) }
    let curves = ["", "n<tab>", "I"].map { (MadeUpModel.aligned(.curve), $0) }
    for (model, place) in images + curves {
      var session = Session(capabilities, model: model)
      try session.press(place)
      for theme in ThemeChoice.allCases {
        var state = session.state
        state.theme = theme
        expectReadable(
          render(state, size: Size(columns: 100, rows: 30)),
          "\(theme) \(capabilities) '\(place)'", theme)
      }
    }
  }

  private func expectReadable(_ frame: Frame, _ what: String, _ theme: ThemeChoice) {
    let words = frame.cells.filter { ($0.glyph.isLetter || $0.glyph.isNumber) && $0.glyph != "▀" }
    let hexes = theme.background.flatMap { Self.backgrounds[$0] } ?? [0x000000, 0xFFFFFF]
    for (style, cells) in Dictionary(grouping: words, by: \.style) {
      if theme == .mono { #expect(style.foreground == .terminal, "\(what)") }
      for hex in hexes {
        let ratio = Self.contrast(style, on: Self.color(hex)) ?? 21
        #expect(
          ratio >= 4.5,
          "\(what): '\(String(cells.map(\.glyph)))' on \(String(hex, radix: 16)): \(ratio)")
      }
    }
  }
}
