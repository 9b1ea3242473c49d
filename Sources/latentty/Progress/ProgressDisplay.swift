import CommandSupport
import Platform

/// Tells the user how a long piece of work goes: one line redrawn in place on a terminal, or lines one after the other where
/// nobody could see a line change.
struct ProgressDisplay {
  /// Whether one line is redrawn in place.
  let isRedrawn: Bool
  private let descriptor: Int32
  private var lastDraw: ContinuousClock.Instant?
  private static let interval = Duration.milliseconds(100)

  /// Looks at where the lines go.
  ///
  /// - Parameters:
  ///   - isPlain: Whether the user wants lines in any case.
  ///   - descriptor: Where they go: stderr, unless they are what the command is for.
  init(isPlain: Bool, to descriptor: Int32 = STDERR_FILENO) {
    self.descriptor = descriptor
    let terminal = getenv("TERM").map { String(cString: $0) }
    isRedrawn = !isPlain && isatty(descriptor) == 1 && terminal != nil && terminal != "dumb"
  }

  /// Redraws the line, at most ten times a second.
  ///
  /// - Parameter text: Makes the line for a number of columns.
  mutating func redraw(_ text: (_ columns: Int) -> String) {
    let now = ContinuousClock.now
    guard isRedrawn, lastDraw.map({ now - $0 >= Self.interval }) ?? true else { return }
    lastDraw = now
    let columns = columns
    write(Printout(redrawing: text(columns), columns: columns))
  }

  /// Prints a line that stays.
  mutating func print(_ line: String) {
    clear()
    write(Printout(lines: [line]))
  }

  /// Takes the redrawn line away.
  mutating func clear() {
    if lastDraw != nil { write(.clearing) }
    lastDraw = nil
  }

  private var columns: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private func write(_ text: Printout) {
    // The work goes on when nobody watches it any more; `StopRequest` knows what must not.
    _ = try? StandardOutput.write(text, to: descriptor)
  }
}
