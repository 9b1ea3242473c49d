import Explorer
import ExplorerEngine
import Platform
import Plotting

/// The explorer without a terminal: the same state, engine and screens, for scripts and tests.
struct HeadlessExplorer {
  /// What the explorer knows.
  private(set) var state: ExplorerState
  private let engine = EffectRunner(diagnosisFolder: CacheFolder.diagnoses)
  private let size: Size
  private var hasQuit = false

  /// Creates an explorer before anything is open.
  init(options: ExplorerOptions, size: Size) {
    state = ExplorerState(options: options)
    self.size = size
  }

  /// Opens the model and presses keys one by one, each after the answers to the one before.
  ///
  /// - Parameter keys: The keys; those after one that quits are not pressed.
  /// - Returns: The screen in the end.
  /// - Throws: `ExploreError.cannotOpen` when there is no model to show, or not the data that were asked for.
  mutating func frame(after keys: [KeyPress]) throws(ExploreError) -> Frame {
    take(.resized(size))
    take(.started)
    if let message = settle(), state.model == nil { throw .cannotOpen(message: message) }
    if let message = state.unusableStartData { throw .cannotOpen(message: message) }
    for key in keys where !hasQuit {
      take(.key(key))
      _ = settle()
    }
    return render(state, size: size)
  }

  private mutating func take(_ event: ExplorerEvent) {
    for effect in update(&state, event) {
      switch effect {
      case .quit: hasQuit = true
      case .repaint, .suspend, .stopTraining: break
      default: engine.perform(effect)
      }
    }
  }

  /// Takes answers until none is awaited; returns the last failure.
  private mutating func settle() -> String? {
    var failure: String?
    while true {
      while let event = engine.nextEvent() {
        if case .failed(_, let message) = event { failure = message }
        take(event)
      }
      if state.isIdle { return failure }
      var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      poll(&ready, 1, -1)
    }
  }
}
