import Plotting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  @Test(arguments: [(Theme.Name.dark, RGB(0, 0, 0)), (.light, RGB(255, 255, 255))])
  func textIsReadable(_ name: Theme.Name, background: RGB) {
    let lines: Set<Theme.Role> = [.track, .border]
    for role in Theme.Role.allCases where !lines.contains(role) {
      guard case .indexed(let index) = Theme(name, color: .palette256)[role].foreground else {
        continue
      }
      let ratio = contrast(XtermPalette.rgb(index), background)
      #expect(ratio >= 4.5, "\(name) \(role): \(ratio)")
    }
  }

  @Test func everyThemeIsReachedByTheKey() {
    let walk = (0..<4).reduce(into: [Theme.Name.dark]) { names, _ in
      names.append(names[names.count - 1].next)
    }
    #expect(Set(walk) == Set(Theme.Name.allCases) && walk.first == walk.last)
  }

  private func contrast(_ a: RGB, _ b: RGB) -> Double {
    let (brighter, darker) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (brighter + 0.05) / (darker + 0.05)
  }

  private func luminance(_ color: RGB) -> Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green)
      + 0.0722 * linear(color.blue)
  }
}
