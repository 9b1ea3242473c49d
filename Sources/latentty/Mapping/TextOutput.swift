import CommandSupport
import Platform
import Plotting
import Terminal

/// What stdout shows when a command prints a plot once: a terminal's extent and colours, or 80x24 without colours.
struct TextOutput {
  let size: Size
  let capabilities: TerminalCapabilities
  private let isTerminal: Bool

  /// Looks at stdout.
  ///
  /// - Parameter ambiguous: How many columns ambiguous characters take; `nil` leaves the choice to the terminal.
  init(ambiguous: AmbiguousWidth? = nil) {
    isTerminal = isatty(STDOUT_FILENO) == 1
    var extent = winsize()
    let isKnown =
      isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &extent) == 0
      && (1...1000).contains(extent.ws_col) && (1...1000).contains(extent.ws_row)
    size =
      isKnown
      ? Size(columns: Int(extent.ws_col), rows: Int(extent.ws_row)) : Size(columns: 80, rows: 24)
    // A terminal that only prints lines has no colours either.
    let request = TerminalRequest(ambiguous: ambiguous)
    let described = isTerminal ? try? CapabilityProbe.system.describe(request).capabilities : nil
    capabilities =
      described
      ?? TerminalCapabilities(
        graphics: TerminalFacts().isUTF8 ? .braille : .ascii, color: .mono,
        ambiguous: ambiguous ?? .narrow)
  }

  /// A frame as lines: with the terminal's escape codes, or without any and without blanks at the ends.
  func printout(of frame: Frame) -> Printout {
    guard !isTerminal else { return Printout(frame, color: capabilities.color) }
    return Printout(
      lines: frame.lines.map { line in
        line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
      })
  }
}
