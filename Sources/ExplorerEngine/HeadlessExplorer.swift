package import Explorer
import Platform
package import Plotting

/// The explorer without a terminal: the same state, engine and screens, for scripts and tests.
package struct HeadlessExplorer {
  /// The explorer's state.
  package private(set) var state: ExplorerState
  private let engine: EffectRunner
  private let size: Size
  private var hasQuit = false

  /// Creates an explorer with nothing open.
  ///
  /// - Parameters:
  ///   - options: The options of the command line.
  ///   - size: The size of the screen in cells.
  ///   - diagnosisFolder: The folder of cached study results; `nil` for no cache.
  package init(options: ExplorerOptions, size: Size, diagnosisFolder: String? = nil) {
    engine = EffectRunner(diagnosisFolder: diagnosisFolder, startData: options.startData)
    state = ExplorerState(options: options)
    self.size = size
  }

  /// Opens the model and presses keys one by one, each after the answers to the previous one.
  ///
  /// - Parameter keys: The keys; those after one that quits are not pressed.
  /// - Returns: The final screen.
  /// - Throws: ``OpeningFailure`` when the model, the requested data or the ranges cannot be opened.
  package mutating func frame(after keys: [KeyPress]) throws(OpeningFailure) -> Frame {
    take(.resized(size))
    take(.started)
    if let message = settle(), state.model == nil { throw OpeningFailure(message: message) }
    if let message = state.unusableStartData ?? state.unusableStartRanges {
      throw OpeningFailure(message: message)
    }
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

  /// Takes answers until none is pending; returns the last failure.
  private mutating func settle() -> String? {
    var failure: String?
    while true {
      while let event = engine.nextEvent() {
        if case .failed(_, let message) = event { failure = message }
        take(event)
      }
      if state.isIdle { return failure }
      var ready = pollfd(
        fd: engine.wakeDescriptor, events: Int16(truncatingIfNeeded: POLLIN), revents: 0)
      poll(&ready, 1, -1)
    }
  }
}

/// The model or its data cannot be opened.
package struct OpeningFailure: Error, CustomStringConvertible {
  /// Why, in one line.
  package let message: String

  /// Creates a failure.
  package init(message: String) { self.message = message }

  /// The error in one line.
  package var description: String { message }
}
