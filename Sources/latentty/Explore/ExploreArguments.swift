import ArgumentParser
import Explorer
import Plotting
import Terminal

/// How pictures are drawn, as named on the command line.
enum GraphicsChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, half, braille, ascii

  /// The mode; `nil` leaves the choice to the terminal.
  var mode: GraphicsMode? { GraphicsMode(rawValue: rawValue) }
}

/// The colours of text, as named on the command line.
enum ThemeOption: String, ExpressibleByArgument, CaseIterable {
  case auto, dark, light, contrast, mono

  /// The theme; `nil` leaves the choice to the terminal.
  var theme: ThemeChoice? { ThemeChoice(rawValue: rawValue) }

  /// The theme on a terminal, and why it is that; where the background is unknown it is taken for dark.
  func resolved(for terminal: TerminalDescription) -> (theme: ThemeChoice, reason: String) {
    if let theme { return (theme, "--theme") }
    return (terminal.isLight == true ? .light : .dark, terminal.backgroundReason)
  }
}

/// How wide ambiguous characters are, as named on the command line.
enum AmbiguousChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, narrow, wide

  /// The width; `nil` leaves the choice to the terminal.
  var width: AmbiguousWidth? { AmbiguousWidth(rawValue: rawValue) }
}
