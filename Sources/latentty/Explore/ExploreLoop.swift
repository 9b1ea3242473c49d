import Explorer
import ExplorerEngine
import Plotting
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The explorer in a terminal: one thread that waits for keys, signals and answers, and draws.
///
/// Nothing runs while nothing happens. Frames are at least 16 ms apart; a frame that answers a key waits a
/// few milliseconds for the engine, so that slider and picture change together. Keys are taken one by one: between two of
/// them the loop looks for signals and reads what has arrived, so that no backlog of keys delays the end.
struct ExploreLoop {
  /// How the program ends.
  enum Ending {
    /// The user has quit.
    case quit
    /// A signal asked for the end, or the line is gone.
    case signal(Int32)
    /// There has never been a model to show, or not the data that were asked for.
    case cannotOpen(String)
  }

  private static let frameInterval = Duration.milliseconds(16)
  private static let patienceForAnswers = Duration.milliseconds(5)
  /// Between frames while keys wait: drawing in between would only delay the last one.
  private static let intervalBehindKeys = Duration.milliseconds(200)

  private let session: TerminalSession
  private let job: TrainingJob?
  private let themeReason: String
  private let engine = EffectRunner(diagnosisFolder: CacheFolder.diagnoses)
  private var state: ExplorerState
  private var keys = KeyQueue()
  private var ending: Ending?
  /// Since when the screen differs from the state.
  private var dirtySince: ContinuousClock.Instant?
  private var lastFrame = ContinuousClock.now - frameInterval

  /// Creates a loop that draws in a session.
  ///
  /// - Parameters:
  ///   - session: The terminal.
  ///   - options: How the explorer starts.
  ///   - themeReason: Why text has the colours of the options.
  ///   - job: What is done meanwhile; it begins with the loop.
  init(
    session: TerminalSession, options: ExplorerOptions, themeReason: String,
    job: TrainingJob? = nil
  ) {
    self.session = session
    self.themeReason = themeReason
    self.job = job
    state = ExplorerState(options: options)
  }

  /// Runs until the program ends.
  mutating func run() -> Ending {
    start()
    job?.start(tell: engine.eventSink)
    while true {
      if let ending { return ending }
      draw()
      for event in session.wait(
        alsoFor: engine.wakeDescriptor, timeoutMilliseconds: millisecondsToFrame)
      {
        handle(event)
      }
      while let answer = engine.nextEvent() { take(answer) }
      if ending == nil, let key = keys.next() { take(key) }
    }
  }

  private mutating func start() {
    take(.resized(session.size))
    let description = session.description
    let choice = """
      pictures \(description.capabilities.graphics.rawValue) (\(description.graphicsReason)), \
      colours \(description.capabilities.color.rawValue) (\(description.colorReason)), \
      theme \(state.theme.rawValue) (\(themeReason)), terminal \(description.entry)
      """
    for line in [choice] + description.notes { take(.logLine(line)) }
    take(.started)
    // The first frame comes before the model.
    dirtySince = .now - Self.patienceForAnswers
  }
}

extension ExploreLoop {
  /// When the frame that the state is waiting for may be drawn, `nil` when there is none.
  private var frameTime: ContinuousClock.Instant? {
    dirtySince.map { since in
      guard keys.isEmpty else { return lastFrame + Self.intervalBehindKeys }
      return max(
        lastFrame + Self.frameInterval, state.isSettled ? since : since + Self.patienceForAnswers)
    }
  }

  /// The longest wait: none while keys wait; while the line is busy only the line ends it.
  private var millisecondsToFrame: Int? {
    guard keys.isEmpty else { return 0 }
    guard let frameTime, session.isReadyToDraw else { return nil }
    let left = ContinuousClock.now.duration(to: frameTime) / .milliseconds(1)
    return max(0, Int(left.rounded(.up)))
  }

  private mutating func draw() {
    guard let frameTime, frameTime <= .now, session.isReadyToDraw else { return }
    session.draw(render(state, size: session.size))
    dirtySince = nil
    lastFrame = .now
  }

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .input(.key(let key)): keys.append(.key(KeyPress(key)))
    case .input(.paste(let text)): keys.append(.pasted(text))
    case .resized(let size): take(.resized(size))
    case .message(let line): take(.logLine(line))
    case .suspendRequested: session.suspend()
    case .resumed: dirtySince = dirtySince ?? .now
    case .interrupted:
      // While this process trains control-c asks, as its key does.
      if state.isTraining { keys.append(.key(.control("c"))) } else { ending = .signal(SIGINT) }
    case .terminated(let number): ending = .signal(number)
    case .hungUp: ending = .signal(SIGHUP)
    }
  }

  private mutating func take(_ event: ExplorerEvent) {
    dirtySince = dirtySince ?? .now
    for effect in update(&state, event) {
      switch effect {
      case .quit: ending = .quit
      case .repaint: session.repaint()
      case .suspend: session.suspend()
      case .stopTraining: job?.stop(SIGINT)
      default: engine.perform(effect)
      }
    }
    if let message = state.unusableStartData { ending = .cannotOpen(message) }
    if case .failed(_, let message) = event, state.model == nil, state.isIdle, !state.followsRuns {
      ending = .cannotOpen(message)
    }
  }
}
