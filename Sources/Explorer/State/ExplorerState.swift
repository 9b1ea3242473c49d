package import Plotting

/// The whole state of the explorer; a value that only ``update(_:_:)`` changes.
package struct ExplorerState: Sendable {
  /// The options at the start.
  package internal(set) var options: ExplorerOptions
  /// The newest request of every kind that has not been answered yet.
  package private(set) var awaited: [RequestKind: RequestToken] = [:]
  /// The open model; `nil` until the first one is open.
  package internal(set) var model: OpenedModel?
  /// The data set opened beside the model, if any.
  package internal(set) var data: OpenedData?
  /// Why the data set of the command line cannot be shown with the model; the program then ends.
  package internal(set) var unusableStartData: String?
  /// Why the ranges of the command line do not suit the model; `nil` when they do.
  package internal(set) var unusableStartRanges: String?
  /// Whether that data set is still to be opened and compared with the model.
  var awaitsStartData = false
  /// The values of the sliders, one per latent; empty without a model.
  package internal(set) var latents: [Float] = []
  /// The ranges of sliders that the user gave for this model.
  var ranges = LatentRanges.none
  /// The capabilities of the terminal, without those that the user disabled.
  package internal(set) var capabilities: TerminalCapabilities
  /// The chosen theme.
  package internal(set) var theme: ThemeChoice
  /// Screens and commands.
  let table: CommandTable

  /// The encoded sample beside the decoded one.
  var source: SourceSample?
  /// The last encoded sample, where its code is not finite.
  var overflow: CodeOverflow?
  /// The newest decoded sample; it stays on screen while the next one is pending.
  var decoded: DecodedPoint?
  /// The newest simulated sample, while a view shows one; it stays until the next one arrives.
  var simulation: Simulation?
  /// The last requests, so that nothing is requested twice.
  var requested = RequestedWork()
  /// The points to undo and redo.
  var history = EditHistory()
  /// The random draws.
  var draws: RandomDraws
  /// The last message; all but questions are logged too, because the status line may be too short for them.
  var message: StatusMessage? {
    didSet {
      guard let message, message != oldValue, message.kind != .question else { return }
      log.append(once: message.text)
    }
  }
  /// All messages of the program and its libraries.
  var log = LogBook()
  /// The overlays, the topmost last.
  var overlays: [any Overlay] = []
  /// The current screen.
  var screen: Screen = .explore
  /// The extent of the terminal.
  var size = Size(columns: 0, rows: 0)
  /// Input that was typed before there is a model.
  var earlyKeys = EarlyKeys()
  /// The names of the commands that were run from the palette, newest first.
  var recentCommands: [String] = []
  /// The types of samples.
  var depictions = DepictionTable.all
  /// How samples and sliders are shown, on every screen.
  var look = Look()
  /// The current interpolation between two points; `nil` for none.
  var walk: InterpolationState?
  /// The states of the screens.
  var screenStates = ScreenStates()

  private var issuedTokenCount: UInt64 = 0

  /// Creates the state with nothing open.
  package init(options: ExplorerOptions) {
    self.init(options: options, table: .standard)
  }

  /// Creates the state with other screens and commands.
  init(options: ExplorerOptions, table: CommandTable) {
    self.options = options
    self.table = table
    capabilities = options.capabilities
    theme = options.theme
    draws = RandomDraws(seed: options.seed)
  }

  /// Whether no request is pending.
  package var isIdle: Bool { awaited.isEmpty }

  /// Whether no quick request is pending.
  package var isSettled: Bool { awaited.keys.allSatisfy(\.takesLong) }

  /// A description of what is shown without a model; `nil` where nothing is.
  var subject: String? { table.screens.lazy.compactMap { $0.subject(self) }.first }

  /// Creates the token of a new request, which supersedes older ones of its kind.
  mutating func request(_ kind: RequestKind) -> RequestToken {
    issuedTokenCount += 1
    let token = RequestToken(value: issuedTokenCount)
    awaited[kind] = token
    return token
  }

  /// Accepts an answer: true once for the newest request of a kind, false for superseded ones.
  mutating func accepts(_ token: RequestToken, for kind: RequestKind) -> Bool {
    guard awaited[kind] == token else { return false }
    awaited[kind] = nil
    return true
  }

  /// Abandons requests of some kinds; their answers will be ignored.
  mutating func abandon(_ kinds: RequestKind...) {
    for kind in kinds { awaited[kind] = nil }
  }

  /// The kind of the request with a token; `nil` when it is superseded.
  func kind(of token: RequestToken) -> RequestKind? {
    awaited.first { $0.value == token }?.key
  }
}
