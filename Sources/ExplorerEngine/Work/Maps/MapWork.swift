import Datasets
import Diagnostics
import Dispatch
import Explorer
import Synchronization
import Tensors

/// Computes maps on its own thread, which sleeps while there is nothing to do.
///
/// A map has mutable state and stays on its thread; only commands, copies of layouts and answers cross.
final class MapWork: Sendable {
  /// A command to the thread.
  enum Command: Sendable {
    case start(RequestToken, MapRequest, MapOrigin)
    case steer(RequestToken, MapSteering)
    case place(RequestToken, Tensor)
    case forget
    case close
  }

  private struct Inbox {
    var commands: [Command] = []
    var isStarted = false
  }

  private let inbox = Mutex(Inbox())
  private let currentSamples = Mutex<EvaluationSamples?>(nil)
  /// Incremented when running work becomes superseded.
  private let generation = Atomic<UInt64>(0)
  private let waitingCount = Atomic<Int>(0)
  private let arrivals = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "explorer.maps", qos: .utility)
  private let outbox: MapOutbox

  /// Creates an engine without a map.
  ///
  /// - Parameter wake: Called from any thread when there are events to take.
  init(wake: @escaping @Sendable () -> Void) {
    outbox = MapOutbox(wake: wake)
  }

  /// The samples of the current points, from which single ones are inspected.
  var samples: EvaluationSamples? {
    get { currentSamples.withLock(\.self) }
    set { currentSamples.withLock { $0 = newValue } }
  }

  /// Takes the pending events, in the order in which they are to be handled.
  func takeEvents() -> [ExplorerEvent] { outbox.takeAll() }

  /// Starts a map, which supersedes the current one.
  func start(
    _ token: RequestToken, _ request: MapRequest, of origin: MapOrigin
  ) {
    submit(.start(token, request, origin), isReplacing: true)
  }

  /// Changes the current map after its current iteration.
  func steer(_ token: RequestToken, _ steering: MapSteering) {
    submit(.steer(token, steering))
  }

  /// Places codes on the maps; of several pending requests only the newest is answered.
  func place(_ token: RequestToken, _ codes: Tensor) {
    submit(.place(token, codes))
  }

  /// Drops the map; running work ends when it next polls.
  func forget() { submit(.forget, isReplacing: true) }

  /// Ends the thread.
  func close() { submit(.close, isReplacing: true) }

  private func submit(_ command: Command, isReplacing: Bool = false) {
    if isReplacing { generation.wrappingAdd(1, ordering: .relaxed) }
    let isStart = if case .start = command { true } else { false }
    let mustStart = inbox.withLock { inbox -> Bool in
      // Before the first map there is nothing to change, drop or end.
      guard inbox.isStarted || isStart else { return false }
      if isReplacing { inbox.commands.removeAll() }
      if case .place = command {
        inbox.commands.removeAll { if case .place = $0 { true } else { false } }
      }
      inbox.commands.append(command)
      waitingCount.store(inbox.commands.count, ordering: .relaxed)
      defer { inbox.isStarted = true }
      return !inbox.isStarted
    }
    if mustStart { queue.async { MapSession(self, self.outbox).run() } }
    arrivals.signal()
  }

  /// Whether a command is pending, for which an iteration is interrupted.
  var isInterrupted: Bool { waitingCount.load(ordering: .relaxed) > 0 }

  /// Polls whether the work that is running now has been superseded; may be called from any thread.
  var isSuperseded: @Sendable () -> Bool {
    let present = generation.load(ordering: .relaxed)
    return { [self] in generation.load(ordering: .relaxed) != present }
  }

  /// The oldest command.
  ///
  /// - Parameter isWaiting: Whether to sleep until there is one.
  /// - Returns: `nil` when there is none.
  func next(isWaiting: Bool) -> Command? {
    while true {
      let command = inbox.withLock { inbox -> Command? in
        guard !inbox.commands.isEmpty else { return nil }
        defer { waitingCount.store(inbox.commands.count, ordering: .relaxed) }
        return inbox.commands.removeFirst()
      }
      if command != nil || !isWaiting { return command }
      arrivals.wait()
    }
  }
}
