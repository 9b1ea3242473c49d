import Explorer
import ExplorerEngine
import Platform
import Plotting
import Terminal

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

  /// About what a frame of a moving picture of 80x24 cells may cost, so that thirty a second fit on a poor line.
  private static let byteLimit = 2300
  /// Longer than keys that are held down are apart.
  private static let pauseBeforeRefining = Duration.milliseconds(150)

  private let session: TerminalSession
  private let job: TrainingJob?
  private let theme: ThemeOption
  private let engine: EffectRunner
  private var state: ExplorerState
  private var keys = KeyQueue()
  private var ending: Ending?
  /// Whether colours that hardly changed are left as they were.
  private var isRefining = false
  /// Since when the screen differs from the state.
  private var dirtySince: ContinuousClock.Instant?
  private var lastFrame = ContinuousClock.now - frameInterval

  /// Creates a loop that draws in a session.
  ///
  /// - Parameters:
  ///   - session: The terminal.
  ///   - options: How the explorer starts.
  ///   - theme: What the user asked for; the terminal may say later what it is.
  ///   - job: What is done meanwhile; it begins with the loop.
  init(
    session: TerminalSession, options: ExplorerOptions, theme: ThemeOption,
    job: TrainingJob? = nil
  ) {
    self.session = session
    self.theme = theme
    self.job = job
    engine = EffectRunner(
      diagnosisFolder: CacheFolder.diagnoses, stateFolder: StateFolder.path,
      startData: options.startData)
    var options = options
    options.keepsRecentFiles = StateFolder.path != nil
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
    take(.started)
    for line in session.description.notes { take(.notice(line)) }
    // The first frame comes before the model, as soon as the terminal has said what it is.
    dirtySince = .now - Self.patienceForAnswers
  }
}

extension ExploreLoop {
  /// When the frame that the state is waiting for may be drawn, `nil` when there is none.
  private var frameTime: ContinuousClock.Instant? {
    guard let since = dirtySince else {
      return isRefining ? lastFrame + Self.pauseBeforeRefining : nil
    }
    guard keys.isEmpty else { return lastFrame + Self.intervalBehindKeys }
    return max(
      lastFrame + Self.frameInterval, state.isSettled ? since : since + Self.patienceForAnswers)
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
    if session.statistics.frameCount == 0 { take(.logLine(choice)) }
    let area = session.size.columns * session.size.rows
    let outcome = session.draw(
      render(state, size: session.size), byteLimit: Self.byteLimit * max(area, 1920) / 1920,
      isAtRest: dirtySince == nil)
    dirtySince = nil
    lastFrame = .now
    isRefining = outcome == .partial
  }

  /// What was chosen for the terminal, and why.
  private var choice: String {
    let description = session.description
    return """
      pictures \(description.capabilities.graphics.rawValue) (\(description.graphicsReason)), \
      colours \(description.capabilities.color.rawValue) (\(description.colorReason)), \
      theme \(state.theme.rawValue) (\(theme.resolved(for: description).reason)), terminal \(description.entry)
      """
  }

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): keys.append(.key(KeyPress(key)))
    case .paste(let text): keys.append(.pasted(text))
    case .resized(let size): take(.resized(size))
    case .message(let line): take(.logLine(line))
    case .notice(let line): take(.notice(line))
    case .described:
      let description = session.description
      take(.described(description.capabilities, theme.resolved(for: description).theme))
      if session.statistics.frameCount > 0 { take(.logLine(choice)) }
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
