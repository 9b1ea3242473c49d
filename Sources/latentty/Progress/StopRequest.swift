import CGuard
import CommandSupport
import Platform

/// A signal that asks a long piece of work to end at the next place where nothing is half done.
///
/// A thread of its own takes the signals, so a second one ends the process at once, wherever the work is.
struct StopRequest {
  /// The signal that was seen; SIGPIPE, which is ignored, stands for a reader that has gone.
  private(set) var signal: Int32?
  private let needsReader: Bool

  /// Creates a request that nobody has made yet.
  ///
  /// - Parameter needsReader: Whether the work is for the reader of stdout alone, so that it ends when nobody reads any more.
  init(needsReader: Bool = false) { self.needsReader = needsReader }

  /// Takes the signals from now on; must run while the process has a single thread, so that all threads to come leave them
  /// alone.
  ///
  /// - Parameter waitsForWork: Whether the first signal waits for the work however long it takes to look; otherwise the
  ///   process ends within a second, and with it what was computed but not written.
  static func block(waitsForWork: Bool = false) {
    // Without the thread the signals would be blocked for nobody.
    if !cg_stop_watch_start(!waitsForWork) { cg_watchdog_stop() }
  }

  /// Whether a signal has asked to stop, or the reader has gone.
  mutating func poll() -> Bool {
    let number = cg_stop_request()
    if number != 0 {
      signal = number
    } else if needsReader, !StandardOutput.hasReader() {
      signal = SIGPIPE
    }
    return signal != nil
  }
}
