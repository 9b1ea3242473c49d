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
  /// Whether the background is light; `nil` where nothing says so.
  public var isLight: Bool?
  /// What says so, or that nothing does.
  public var backgroundReason: String
  /// What the user should be told once, each a line.
  public var notes: [String]
  /// Whether pasted text can be asked to come marked.
  var hasMarkedPaste: Bool
  /// What the terminal may be asked.
  var questions: TerminalQuestions
}
