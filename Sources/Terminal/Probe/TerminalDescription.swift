package import Plotting

/// What the user asked for on the command line; `nil` leaves the choice to the probe.
package struct TerminalRequest: Sendable, Equatable {
  /// How pictures shall be drawn.
  package var graphics: GraphicsMode?
  /// How many colours shall be used.
  package var color: ColorMode?
  /// How many columns characters of ambiguous width take.
  package var ambiguous: AmbiguousWidth?

  /// Creates a request.
  package init(
    graphics: GraphicsMode? = nil, color: ColorMode? = nil, ambiguous: AmbiguousWidth? = nil
  ) {
    self.graphics = graphics
    self.color = color
    self.ambiguous = ambiguous
  }
}

/// What a probe chose for the terminal, and why.
package struct TerminalDescription: Sendable, Equatable {
  /// What the terminal can show.
  package var capabilities: TerminalCapabilities
  /// What ncurses draws by.
  package var entry: TerminalEntry
  /// Why pictures are drawn as they are, for example `--graphics`.
  package var graphicsReason: String
  /// Why there are as many colours, for example `NO_COLOR`.
  package var colorReason: String
  /// Whether the background is light; `nil` where nothing says so.
  package var isLight: Bool?
  /// What says so, or that nothing does.
  package var backgroundReason: String
  /// Messages to show the user once, one line each.
  package var notes: [String]
  /// Whether bracketed paste can be enabled.
  var hasMarkedPaste: Bool
  /// The queries that the terminal understands.
  var questions: TerminalQuestions
}

extension TerminalDescription {
  /// The description after the terminal has answered; the entry and the colours stay.
  func taking(_ answers: TerminalAnswers) -> TerminalDescription {
    var description = answers.drawsAmbiguousWide == true ? drawingAmbiguousWide : self
    if let isLight = answers.hasLightBackground {
      (description.isLight, description.backgroundReason) = (isLight, "the terminal says so")
    }
    return description
  }

  /// The same terminal where characters of ambiguous width, blocks among them, take two columns.
  var drawingAmbiguousWide: TerminalDescription {
    var description = self
    let hasHalves = capabilities.graphics == .half
    description.capabilities = TerminalCapabilities(
      graphics: hasHalves ? .braille : capabilities.graphics, color: capabilities.color,
      ambiguous: .wide)
    if hasHalves { description.graphicsReason += ", but blocks take two columns" }
    return description
  }
}
