import ArgumentParser
import Platform
import Synchronization

/// Work in stages that is shown on stderr and stopped by a signal, from whatever thread does it.
final class WatchedWork: Sendable {
  private struct State {
    var display = ProgressDisplay(isPlain: false)
    var stop: StopRequest
    let line = StageLine()
  }

  private let state: Mutex<State>

  /// Creates work that nobody has stopped yet.
  ///
  /// - Parameter needsReader: Whether the work is for the reader of stdout alone.
  init(needsReader: Bool = true) {
    state = Mutex(State(stop: StopRequest(needsReader: needsReader)))
  }

  /// Whether a signal has asked to stop, or the reader has gone.
  func isCancelled() -> Bool { state.withLock { $0.stop.poll() } }

  /// Tells what is being done and how much of it is.
  func show(_ stage: String, _ fraction: Double) {
    state.withLock { state in
      guard let text = state.line.text(stage, fraction) else { return }
      state.display.redraw { String(text.prefix($0 - 1)) }
    }
  }

  /// Takes the line away.
  func clear() { state.withLock { $0.display.clear() } }

  /// The status of work that was stopped.
  var exitCode: ExitCode { .signal(state.withLock { $0.stop.signal } ?? SIGINT) }
}
