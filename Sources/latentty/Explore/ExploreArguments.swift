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

/// How many colours are used, as named on the command line.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case trueColor = "24bit"
  case palette256 = "256"
  case ansi16 = "16"
  case mono

  /// The mode; `nil` leaves the choice to the terminal.
  var mode: ColorMode? { ColorMode(rawValue: rawValue) }
}

/// The colours of text, as named on the command line.
enum ThemeOption: String, ExpressibleByArgument, CaseIterable {
  case auto, dark, light, contrast, mono

  /// The theme; `nil` leaves the choice to the terminal.
  var theme: ThemeChoice? { ThemeChoice(rawValue: rawValue) }

  /// The theme on a terminal, and why it is that; where the background is not known it is taken for dark.
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

/// The extent of a screen as `COLUMNSxROWS`.
struct ScreenSize: ExpressibleByArgument {
  /// The extent, each side from 1 to 1000.
  let size: Size

  init(columns: Int, rows: Int) {
    size = Size(columns: columns, rows: rows)
  }

  init?(argument: String) {
    let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let columns = sides[0], let rows = sides[1],
      (1...1000).contains(columns), (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }

  var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}
