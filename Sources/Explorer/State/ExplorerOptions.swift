public import Plotting

/// How the explorer was started.
public struct ExplorerOptions: Sendable, Equatable {
  /// The model to open; `nil` for none.
  public var modelPath: String?
  /// The data set to take samples from, beside those in the model.
  public var dataPath: String?
  /// What is shown first.
  public var start: ExplorerStart
  /// What the terminal can show.
  public var capabilities: TerminalCapabilities
  /// The colours of text.
  public var theme: ThemeChoice
  /// How numbers are typed.
  public var decimalNotation: DecimalNotation
  /// The seed of random draws.
  public var seed: UInt64

  /// Creates start-up options.
  public init(
    modelPath: String?, dataPath: String? = nil, start: ExplorerStart = .explore,
    capabilities: TerminalCapabilities, theme: ThemeChoice = .dark,
    decimalNotation: DecimalNotation = DecimalNotation(), seed: UInt64 = 7
  ) {
    self.modelPath = modelPath
    self.dataPath = dataPath
    self.start = start
    self.capabilities = capabilities
    self.theme = theme
    self.decimalNotation = decimalNotation
    self.seed = seed
  }
}
