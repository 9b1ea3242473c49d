package import Plotting

/// What the user asked for on the command line; `nil` leaves the choice to the probe.
package struct TerminalRequest: Sendable, Equatable {
  /// How pictures shall be drawn.
  package var graphics: GraphicsMode?
  /// How many colours shall be used.
  package var color: ColorMode?
  /// How many columns ambiguous characters shall be taken to have.
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
  /// What the user should be told once, each a line.
  package var notes: [String]
  /// Whether pasted text can be asked to come marked.
  var hasMarkedPaste: Bool
  /// What the terminal may be asked.
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
