import Plotting

/// A screen: one value, declared in the screen's folder and listed in ``all``.
///
/// What it remembers is a ``ScreenState`` of its own. What other screens need as well is no screen's: the point, the
/// sample, how pictures look.
struct Screen: Sendable {
  /// Looks at the state.
  typealias Look<Value> = @Sendable (_ state: ExplorerState) -> Value
  /// Changes the state, and may ask something of the world.
  typealias Work = @Sendable (_ state: inout ExplorerState) -> [ExplorerEffect]

  /// What is typed in the palette; unique.
  let name: String
  /// The key that opens it, the same whichever other screens exist; unique.
  let digit: Int
  /// The name in the header.
  let title: String
  /// Why one would want it.
  let purpose: String
  /// The commands of all its scopes, in the order of the help.
  let commands: [Command]
  /// The scopes whose keys work on the screen, the frontmost first.
  let scopes: Look<[CommandScope]>
  /// What is in focus, from the fullest text to the shortest.
  let facts: Look<[String]>
  /// Draws the screen.
  let draw:
    @Sendable (_ state: ExplorerState, _ frame: inout Frame, _ body: Rect, _ ink: Ink) -> Void

  /// Asks the engine for what the screen shows and does not have.
  var pendingWork: Work = { _ in [] }
  /// Asks for what it needs while any screen is in front.
  var backgroundWork: Work = { _ in [] }
  /// Another screen comes in front.
  var leave: Work = { _ in [] }
  /// Drops what belongs to what has changed, and stops the work on it.
  var forget: @Sendable (_ state: inout ExplorerState, _ change: Change) -> [ExplorerEffect] =
    { _, _ in [] }
  /// Takes an answer of the engine that is the screen's; `nil` for others.
  var take: @Sendable (_ state: inout ExplorerState, _ event: ExplorerEvent) -> [ExplorerEffect]? =
    { _, _ in nil }
  /// A key is about to be looked up.
  var beginKey: @Sendable (_ state: inout ExplorerState) -> Void = { _ in }
  /// A key was looked up.
  var endKey: @Sendable (_ state: inout ExplorerState) -> Void = { _ in }

  /// Scopes whose keys work on every screen, before the global ones.
  var everywhere: Look<[CommandScope]> = { _ in [] }
  /// The name of what it shows without a model; `nil` where it needs one.
  var subject: Look<String?> = { _ in nil }
  /// The state of the program while the screen is in front, whether or not there is a model.
  var ownStatus: @Sendable (_ state: ExplorerState, _ ink: Ink) -> StatusWord? = { _, _ in nil }
  /// The state of its work, told on every screen.
  var status: @Sendable (_ state: ExplorerState, _ ink: Ink) -> StatusWord? = { _, _ in nil }
  /// A figure at the end of the status line while the screen is in front.
  var figure: Look<String?> = { _ in nil }

  /// What has changed so that what was computed from it is out of date.
  enum Change: Sendable {
    /// Another model is open.
    case model
    /// The open model's weights are new.
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
  /// Goes to a screen.
  mutating func show(_ next: Screen) -> [ExplorerEffect] {
    guard screen != next else { return [] }
    let left = screen
    screen = next
    return left.leave(&self)
  }
}

extension Screen {
  /// The screens that exist, in the order of their digits: a new screen is a line here.
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
