import Datasets
import Diagnostics
import Dispatch
import Explorer
import Synchronization
import Tensors

/// Computes maps on a thread of its own, which sleeps while there is nothing to do.
///
/// A map is no value: it belongs to the thread that steps it, and only commands, copies of layouts and answers cross.
final class MapWork: Sendable {
  /// What the thread is asked to do.
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
  /// Grows when what is under way has become worthless.
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

  /// The samples of the present points, to look at one of them again.
  var samples: EvaluationSamples? {
    get { currentSamples.withLock(\.self) }
    set { currentSamples.withLock { $0 = newValue } }
  }

  /// Takes what the maps have to tell, oldest first.
  func takeEvents() -> [ExplorerEvent] { outbox.takeAll() }

  /// Begins a map; the one under way gives way.
  func start(
    _ token: RequestToken, _ request: MapRequest, of origin: MapOrigin
  ) {
    submit(.start(token, request, origin), isReplacing: true)
  }

  /// Changes the map that is there, after its present iteration.
  func steer(_ token: RequestToken, _ steering: MapSteering) {
    submit(.steer(token, steering))
  }

  /// Places codes on the maps; of several requests that wait only the newest is met.
  func place(_ token: RequestToken, _ codes: Tensor) {
    submit(.place(token, codes))
  }

  /// Drops the map; work under way ends at its next look.
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

  /// Whether a command waits, for which an iteration is given up.
  var isInterrupted: Bool { waitingCount.load(ordering: .relaxed) > 0 }

  /// Tells whether what is under way now has become worthless, later and from any thread.
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
