import Plotting

/// A screen: one value, declared in the screen's folder and listed in ``all``.
///
/// Its own state is a ``ScreenState``. What several screens share, such as the point, the sample and the look
/// of images, belongs to no screen.
struct Screen: Sendable {
  /// Reads the state.
  typealias Look<Value> = @Sendable (_ state: ExplorerState) -> Value
  /// Changes the state, and may return effects.
  typealias Work = @Sendable (_ state: inout ExplorerState) -> [ExplorerEffect]

  /// The name in the palette; unique.
  let name: String
  /// The digit key that opens it, independent of which other screens exist; unique.
  let digit: Int
  /// The name in the header.
  let title: String
  /// The purpose.
  let purpose: String
  /// The commands of all its scopes, in the order of the help.
  let commands: [Command]
  /// The scopes whose keys are active on the screen, the frontmost first.
  let scopes: Look<[CommandScope]>
  /// The facts about the focused element, from the longest text to the shortest.
  let facts: Look<[String]>
  /// Draws the screen.
  let draw:
    @Sendable (_ state: ExplorerState, _ frame: inout Frame, _ body: Rect, _ ink: Ink) -> Void

  /// Requests what the screen shows and does not have yet.
  var pendingWork: Work = { _ in [] }
  /// Requests what it needs whichever screen is shown.
  var backgroundWork: Work = { _ in [] }
  /// Called when another screen is shown.
  var leave: Work = { _ in [] }
  /// Drops what belongs to what has changed, and cancels the work on it.
  var forget: @Sendable (_ state: inout ExplorerState, _ change: Change) -> [ExplorerEffect] =
    { _, _ in [] }
  /// Handles an answer of the engine to the screen; `nil` for other events.
  var take: @Sendable (_ state: inout ExplorerState, _ event: ExplorerEvent) -> [ExplorerEffect]? =
    { _, _ in nil }
  /// Called before a key is looked up.
  var beginKey: @Sendable (_ state: inout ExplorerState) -> Void = { _ in }
  /// Called after a key was handled.
  var endKey: @Sendable (_ state: inout ExplorerState) -> Void = { _ in }

  /// Scopes whose keys are active on every screen, before the global ones.
  var everywhere: Look<[CommandScope]> = { _ in [] }
  /// A description of what it shows without a model; `nil` where it needs one.
  var subject: Look<String?> = { _ in nil }
  /// The status word while the screen is shown, with or without a model.
  var ownStatus: @Sendable (_ state: ExplorerState, _ ink: Ink) -> StatusWord? = { _, _ in nil }
  /// The status word of its work, shown on every screen.
  var status: @Sendable (_ state: ExplorerState, _ ink: Ink) -> StatusWord? = { _, _ in nil }
  /// A figure at the end of the status line while the screen is shown.
  var figure: Look<String?> = { _ in nil }

  /// A change that invalidates what was computed before.
  enum Change: Sendable {
    /// Another model is open.
    case model
    /// The open model has new weights.
    case weights
    /// Another data set is open.
    case data
  }
}

extension Screen: Equatable {
  /// Whether both are the same screen.
  static func == (first: Screen, second: Screen) -> Bool { first.name == second.name }
}

extension ExplorerState {
  /// Switches to a screen.
  mutating func show(_ next: Screen) -> [ExplorerEffect] {
    guard screen != next else { return [] }
    let left = screen
    screen = next
    return left.leave(&self)
  }
}

extension Screen {
  /// All screens, in the order of their digits: a new screen is a line here.
  static let all: [Screen] = [
    .explore,
    .map,
    .traverse,
    .train,
    .diagnose,
    .files,
    .anomaly,
  ]
}
