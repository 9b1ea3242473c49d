import Explorer
import Synchronization

/// What crosses between the thread that trains and the screen: what is said, and whether to stop.
final class TrainingVoice: Sendable {
  private struct State {
    var tell: (@Sendable (ExplorerEvent) -> Void)?
    var lines: [String] = []
  }

  private let state = Mutex(State())
  private let stopSignal = Atomic<Int32>(0)

  /// The signal that asked to stop.
  var signal: Int32? {
    let number = stopSignal.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// The lines that were said so far.
  var lines: [String] { state.withLock { $0.lines } }

  /// Asks to stop; only the first signal counts.
  func stop(_ number: Int32) {
    _ = stopSignal.compareExchange(expected: 0, desired: number, ordering: .relaxed)
  }

  /// Tells the screen from now on.
  func listen(_ tell: @escaping @Sendable (ExplorerEvent) -> Void) {
    state.withLock { $0.tell = tell }
  }

  /// Keeps a line for the end, and for the log of the screen.
  func say(_ line: String) {
    keep(line)
    tell(.logLine(line))
  }

  /// Keeps a line for the end.
  func keep(_ line: String) { state.withLock { $0.lines.append(line) } }

  /// Tells the screen something.
  func tell(_ event: ExplorerEvent) {
    state.withLock { $0.tell }?(event)
  }
}
