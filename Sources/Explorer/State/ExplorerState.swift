package import Plotting

/// Everything that the explorer knows; a value that only ``update(_:_:)`` changes.
package struct ExplorerState: Sendable {
  /// How the program was started.
  package internal(set) var options: ExplorerOptions
  /// The newest request of every kind that has not been answered yet.
  package private(set) var awaited: [RequestKind: RequestToken] = [:]
  /// The open model; `nil` until the first one is open.
  package internal(set) var model: OpenedModel?
  /// The data set opened beside the model, if any.
  package internal(set) var data: OpenedData?
  /// Why the data set that the program was started with cannot be shown beside the model; the program ends with it.
  package internal(set) var unusableStartData: String?
  /// Why the ranges of sliders that were given at the start do not suit the model; `nil` when nothing is wrong with them.
  package internal(set) var unusableStartRanges: String?
  /// Whether that data set is still to be opened and compared with the model.
  var awaitsStartData = false
  /// The point under the sliders, the value of every latent; empty without a model.
  package internal(set) var latents: [Float] = []
  /// The ranges of sliders that the user gave for this model.
  var ranges = LatentRanges.none
  /// What the terminal can show, less what the user turned down.
  package internal(set) var capabilities: TerminalCapabilities
  /// The colours of text, by the user's choice.
  package internal(set) var theme: ThemeChoice
  /// Screens and commands.
  let table: CommandTable

  /// The encoded sample beside the decoded one.
  var source: SourceSample?
  /// The sample that was encoded last, where its code is not finite.
  var overflow: CodeOverflow?
  /// The newest decoded sample; it stays on screen while the next one is awaited.
  var decoded: DecodedPoint?
  /// The newest simulated sample, while a view shows one; it stays until the next one is there.
  var simulation: Simulation?
  /// What was last asked for, so that nothing is asked for twice.
  var requested = RequestedWork()
  /// The points to undo and redo.
  var history = EditHistory()
  /// The random draws.
  var draws: RandomDraws
  /// The last thing that the program said.
  var message: StatusMessage?
  /// All that the program and its libraries said.
  var log = LogBook()
  /// What lies over the screen, the topmost last.
  var overlays: [any Overlay] = []
  /// The screen in front of the user.
  var screen: Screen = .explore
  /// The extent of the terminal.
  var size = Size(columns: 0, rows: 0)
  /// What was typed before there is a model.
  var earlyKeys = EarlyKeys()
  /// The names of the commands that were run from the palette, newest first.
  var recentCommands: [String] = []
  /// The kinds of samples that can be told apart.
  var depictions = DepictionTable.all
  /// How samples and sliders are shown, on every screen.
  var look = Look()
  /// The walk from one point to another, while it is under way.
  var walk: InterpolationState?
  /// What the screens remember.
  var screenStates = ScreenStates()

  private var issuedTokenCount: UInt64 = 0

  /// Creates the state before anything is open.
  package init(options: ExplorerOptions) {
    self.init(options: options, table: .standard)
  }

  /// Creates the state of a program with other screens and commands.
  init(options: ExplorerOptions, table: CommandTable) {
    self.options = options
    self.table = table
    capabilities = options.capabilities
    theme = options.theme
    draws = RandomDraws(seed: options.seed)
  }

  /// Whether no answer is awaited, so that the screen is settled.
  package var isIdle: Bool { awaited.isEmpty }

  /// Whether nothing is awaited that arrives at once.
  package var isSettled: Bool { awaited.keys.allSatisfy(\.takesLong) }

  /// What is shown without a model; `nil` where nothing is.
  var subject: String? { table.screens.lazy.compactMap { $0.subject(self) }.first }

  /// Makes the token of a new request, which supersedes older ones of its kind.
  mutating func request(_ kind: RequestKind) -> RequestToken {
    issuedTokenCount += 1
    let token = RequestToken(value: issuedTokenCount)
    awaited[kind] = token
    return token
  }

  /// Takes an answer: true once for the newest request of a kind, false for stale ones.
  mutating func accepts(_ token: RequestToken, for kind: RequestKind) -> Bool {
    guard awaited[kind] == token else { return false }
    awaited[kind] = nil
    return true
  }

  /// Stops waiting for answers of some kinds; those under way become stale.
  mutating func abandon(_ kinds: RequestKind...) {
    for kind in kinds { awaited[kind] = nil }
  }

  /// The kind of the request that a token belongs to; `nil` when it is stale.
  func kind(of token: RequestToken) -> RequestKind? {
    awaited.first { $0.value == token }?.key
  }
}
