package import Datasets
package import Plotting

/// A file of data that the command line names, and what its options say of it.
package struct StartData: Sendable {
  /// The file.
  package let path: String
  /// What the options say; of other files they say nothing.
  package let options: DataOptions
}

/// The options with which the explorer is started.
package struct ExplorerOptions: Sendable {
  /// The model to open; `nil` for none.
  package var modelPath: String?
  /// The data set to take samples from, beside those in the model.
  package var dataPath: String?
  /// What the user says of that file.
  package var dataOptions: DataOptions
  /// The initial screen.
  package var start: ExplorerStart
  /// What the terminal can show.
  package var capabilities: TerminalCapabilities
  /// The colours of text.
  package var theme: ThemeChoice
  /// The notation of typed numbers.
  package var decimalNotation: DecimalNotation
  /// The seed of random draws.
  package var seed: UInt64
  /// The ranges of the first model's sliders.
  package var ranges: LatentRanges
  /// Whether the engine stores a list of recent files.
  package var keepsRecentFiles = false

  /// The data of the command line; `nil` for none.
  package var startData: StartData? {
    dataPath.map { StartData(path: $0, options: dataOptions) }
  }

  /// Creates start-up options.
  package init(
    modelPath: String?, dataPath: String? = nil, dataOptions: DataOptions = DataOptions(),
    start: ExplorerStart = .explore,
    capabilities: TerminalCapabilities, theme: ThemeChoice = .dark,
    decimalNotation: DecimalNotation = DecimalNotation(), seed: UInt64 = 7,
    ranges: LatentRanges = .none
  ) {
    self.modelPath = modelPath
    self.dataPath = dataPath
    self.dataOptions = dataOptions
    self.start = start
    self.capabilities = capabilities
    self.theme = theme
    self.decimalNotation = decimalNotation
    self.seed = seed
    self.ranges = ranges
  }
}
