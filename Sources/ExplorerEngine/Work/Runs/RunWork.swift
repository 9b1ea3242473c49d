import Numerics
import Dispatch
import Explorer
import Synchronization

/// Looks at runs on a thread of its own, which sleeps while nobody follows them and between two looks.
///
/// What was read of a run is no value: it belongs to the thread that reads, and only requests and snapshots cross.
final class RunWork: Sendable {
  /// What the thread is asked to do.
  enum Command: Sendable {
    case watch(RequestToken, RunsRequest)
    case close
  }

  private struct Place {
    var command: Command?
    var isStarted = false
    /// The newest of what is to be told; a screen that draws slowly gets fewer snapshots, never old ones.
    var event: ExplorerEvent?
  }

  private let place = Mutex(Place())
  private let arrivals = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "explorer.runs", qos: .utility)
  private let wake: @Sendable () -> Void

  /// Creates an engine that looks at nothing.
  ///
  /// - Parameter wake: Called from the thread when there is something to take, once until it is taken.
  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Looks at runs from now on; a request that waits gives way.
  func watch(_ token: RequestToken, _ request: RunsRequest) { submit(.watch(token, request)) }

  /// Ends the thread after its present look.
  func close() { submit(.close) }

  /// Takes what there is to tell.
  func takeEvent() -> ExplorerEvent? {
    place.withLock { place in
      defer { place.event = nil }
      return place.event
    }
  }

  /// Tells something in place of what was not taken yet.
  func tell(_ event: ExplorerEvent) {
    let wasEmpty = place.withLock { place in
      defer { place.event = event }
      return place.event == nil
    }
    if wasEmpty { wake() }
  }

  /// A day.
  private static let longestPauseMilliseconds = 86_400_000

  /// Waits for a request.
  ///
  /// - Parameter patience: The longest wait; `nil` for ever.
  /// - Returns: The newest request, or `nil` when there is none after that.
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
