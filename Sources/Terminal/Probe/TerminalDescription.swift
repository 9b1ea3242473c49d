public import Plotting

/// What the user asked for on the command line; `nil` leaves the choice to the probe.
public struct TerminalRequest: Sendable, Equatable {
  /// How pictures shall be drawn.
  public var graphics: GraphicsMode?
  /// How many colours shall be used.
  public var color: ColorMode?
  /// How many columns ambiguous characters shall be taken to have.
  public var ambiguous: AmbiguousWidth?

  /// Creates a request.
  public init(
    graphics: GraphicsMode? = nil, color: ColorMode? = nil, ambiguous: AmbiguousWidth? = nil
  ) {
    self.graphics = graphics
    self.color = color
    self.ambiguous = ambiguous
  }
}

/// What a probe chose for the terminal, and why.
public struct TerminalDescription: Sendable, Equatable {
  /// What the terminal can show.
  public var capabilities: TerminalCapabilities
  /// What ncurses draws by.
  public var entry: TerminalEntry
  /// Why pictures are drawn as they are, for example `--graphics`.
  public var graphicsReason: String
  /// Why there are as many colours, for example `NO_COLOR`.
  public var colorReason: String
  /// What the user should be told once, each a line.
  public var notes: [String]
  /// Whether keys come over a network, where the bytes of one key may arrive apart.
  public var isRemote: Bool

  /// Whether the terminal understands xterm's private modes, which a real vt100 would print.
  var isXtermLike: Bool {
    if case .named(let name) = entry { return !name.hasPrefix("vt") && name != "linux" }
    return true
  }
}
