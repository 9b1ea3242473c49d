import Numerics
import Dispatch
import Explorer
import Synchronization

/// Watches runs on its own thread, which sleeps between two polls and while nothing is watched.
///
/// What was read of a run has mutable state and stays on that thread; only requests and snapshots cross.
final class RunWork: Sendable {
  /// A command to the thread.
  enum Command: Sendable {
    case watch(RequestToken, RunsRequest)
    case close
  }

  private struct Place {
    var command: Command?
    var isStarted = false
    /// The newest event; a slow screen gets fewer snapshots, never outdated ones.
    var event: ExplorerEvent?
  }

  private let place = Mutex(Place())
  private let arrivals = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "explorer.runs", qos: .utility)
  private let wake: @Sendable () -> Void

  /// Creates an engine that watches nothing.
  ///
  /// - Parameter wake: Called from the thread when there is an event to take, once until it is taken.
  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Watches runs from now on; replaces a pending request.
  func watch(_ token: RequestToken, _ request: RunsRequest) { submit(.watch(token, request)) }

  /// Ends the thread after its current poll.
  func close() { submit(.close) }

  /// Takes the pending event.
  func takeEvent() -> ExplorerEvent? {
    place.withLock { place in
      defer { place.event = nil }
      return place.event
    }
  }

  /// Posts an event in place of one that was not taken yet.
  func tell(_ event: ExplorerEvent) {
    let wasEmpty = place.withLock { place in
      defer { place.event = event }
      return place.event == nil
    }
    if wasEmpty { wake() }
  }

  /// One day.
  private static let longestPauseMilliseconds = 86_400_000

  /// Waits for a request.
  ///
  /// - Parameter patience: The timeout; `nil` for none.
  /// - Returns: The newest request; `nil` after the timeout.
  func next(patience: Duration?) -> Command? {
    while true {
      let deadline = patience.map { patience in
        DispatchTime.now()
          + .milliseconds(
            Int(
              clamping: (patience / .milliseconds(1)).rounded(.up),
              to: 0...Self.longestPauseMilliseconds))
      }
      let hasArrived = arrivals.wait(timeout: deadline ?? .distantFuture) == .success
      let command = place.withLock { place in
        defer { place.command = nil }
        return place.command
      }
      if command != nil || !hasArrived { return command }
    }
  }

  private func submit(_ command: Command) {
    let mustStart = place.withLock { place -> Bool in
      // Before the first request there is nothing to end.
      if !place.isStarted, case .close = command { return false }
      place.command = command
      defer { place.isStarted = true }
      return !place.isStarted
    }
    if mustStart { queue.async { RunSession(self).run() } }
    arrivals.signal()
  }
}
