import ArgumentParser
import Dispatch
import Explorer
import Synchronization

/// Training on a thread of its own while the screen shows it.
final class TrainingJob: Sendable {
  private let voice = TrainingVoice()
  /// What is to be done; taken by the thread that does it, so that the run's folder is given up at its end.
  private let session: Mutex<TrainingSession<ScreenAudience>?>
  private let isStarted = Atomic<Bool>(false)
  private let failure = Mutex<(any Error)?>(nil)
  private let ended = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "training", qos: .userInitiated)

  /// Prepares training, so that what is wrong with the order is said before there is a screen.
  ///
  /// - Throws: One-line errors of recipe and folder.
  init(_ order: TrainingOrder) throws {
    session = Mutex(try TrainingSession(order, audience: ScreenAudience(voice: voice)))
  }

  /// Begins to train.
  ///
  /// - Parameter tell: Takes what the screen should know, from the thread that trains.
  func start(tell: @escaping @Sendable (ExplorerEvent) -> Void) {
    voice.listen(tell)
    isStarted.store(true, ordering: .relaxed)
    queue.async { [self] in
      let end = train()
      voice.tell(.training(end))
      ended.signal()
    }
  }

  /// Asks training to stop after its step; only the first signal counts.
  func stop(_ number: Int32) { voice.stop(number) }

  /// Waits for the end, says on stderr what was said meanwhile, and throws why training ended early.
  func finish() throws {
    if isStarted.load(ordering: .relaxed) { ended.wait() }
    var display = ProgressDisplay(isPlain: true)
    for line in voice.lines { display.print(line) }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func train() -> TrainingReport {
    var session = session.withLock { session in
      defer { session = nil }
      return session
    }
    do {
      try session?.train()
    } catch {
      failure.withLock { $0 = error }
      guard error is ExitCode else { return .ended("\(error)", isFailure: true) }
    }
    return .ended(voice.lines.last ?? "training has ended", isFailure: false)
  }
}
