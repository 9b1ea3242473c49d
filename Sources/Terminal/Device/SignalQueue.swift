import CGuard
import CTerminal
import Platform

/// The signals of a terminal program as a queue that one can wait for.
package final class SignalQueue {
  /// A signal as it concerns the screen.
  enum Signal: Equatable {
    case resized
    case stop
    case continued
    /// A key that the terminal sends as SIGINT or SIGQUIT.
    case key(Int32)
    case terminate(Int32)
  }

  let descriptor: Int32
  /// Whether the watchdog ends the program soon.
  private(set) var isEndExpected = false

  /// Blocks the signals in this thread and all that it starts.
  ///
  /// The first statement of the program must be this, on the main thread: a thread started earlier
  /// would take signals that are never handled.
  package static func block() {
    ct_signals_block()
  }

  /// Restores the default effect of the signals, for work that continues without a terminal: the next one ends the
  /// process.
  package static func letThrough() {
    cg_watchdog_stop()
  }

  /// Watches that signals are handled: one that is not handled within a second ends the process.
  init() throws(TerminalError) {
    Self.block()
    descriptor = ct_signals_open()
    guard descriptor >= 0 else { throw .system(operation: "signalfd", code: errno) }
    guard cg_watchdog_start() else {
      let code = errno
      close(descriptor)
      throw .system(operation: "watchdog", code: code)
    }
  }

  /// Notes that the program should end now; when it has not within a second, the watchdog ends it.
  func expectEnd(by signal: Int32) {
    isEndExpected = true
    cg_watchdog_expect_end(signal)
  }

  /// Stops the process until it is continued.
  ///
  /// - Parameter wholeGroup: Whether the processes that a shell started with this one stop too, as by the terminal's key.
  /// - Returns: Whether it was stopped; `false` when no process could continue it.
  func stop(wholeGroup: Bool) -> Bool {
    ct_signals_stop(wholeGroup)
  }

  deinit {
    close(descriptor)
  }

  /// Takes the signals that have arrived; a burst of resizes counts once.
  func take() -> [Signal] {
    var signals: [Signal] = []
    var isFromKeyboard = false
    while case let number = ct_signals_next(descriptor, &isFromKeyboard), number != 0 {
      let signal = Self.signal(number, isFromKeyboard: isFromKeyboard)
      if signal != .resized || !signals.contains(.resized) { signals.append(signal) }
    }
    return signals
  }

  private static func signal(_ number: Int32, isFromKeyboard: Bool) -> Signal {
    switch number {
    case SIGWINCH: .resized
    case SIGTSTP: .stop
    case SIGCONT: .continued
    case SIGINT where isFromKeyboard, SIGQUIT where isFromKeyboard: .key(number)
    default: .terminate(number)
    }
  }
}
