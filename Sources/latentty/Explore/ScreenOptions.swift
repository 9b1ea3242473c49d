import ArgumentParser
import CommandSupport
import Explorer
import ExplorerEngine
import Platform
import Plotting
import Terminal

/// How the screens of the explorer look: the options of every command that draws one on a terminal.
struct LookOptions: ParsableArguments {
  @Option(help: "How pictures are drawn: half blocks, braille or ASCII characters.")
  var graphics: GraphicsChoice = .auto

  @Option(help: "The number of colours.")
  var color: ColorChoice = .auto

  @Option(
    help: """
      The colours of text; auto is dark, or light if the terminal is known to have a light background.
      """)
  var theme: ThemeOption = .auto

  @Option(
    help: """
      The width of characters of ambiguous width, such as Greek letters and box-drawing lines: narrow (one column) or \
      wide (two).
      """)
  var ambiguous: AmbiguousChoice = .auto

  func validate() throws {
    guard graphics != .half || ambiguous != .wide else {
      throw ValidationError(
        "--graphics half needs half blocks of one column; with --ambiguous wide expected braille or ascii"
      )
    }
  }

  /// What tables are laid out by that are printed as text.
  var printedGlyphs: GlyphSet { .ascii(ambiguous: ambiguous.width ?? .narrow) }

  /// Opens the explorer until the user leaves it.
  ///
  /// - Parameters:
  ///   - job: What is done meanwhile.
  ///   - options: How the explorer starts on what the terminal can show; colours of text are chosen here.
  /// - Throws: `OpeningFailure`, `TerminalError`, and the status of a signal.
  func open(
    beside job: TrainingJob? = nil, _ options: (TerminalCapabilities) -> ExplorerOptions
  ) throws {
    let request = TerminalRequest(
      graphics: graphics.mode, color: color.mode, ambiguous: ambiguous.width)
    let session = try TerminalSession(CapabilityProbe.system.describe(request))
    var options = options(session.description.capabilities)
    options.theme = theme.resolved(for: session.description).theme
    options.decimalNotation = .system
    var loop = ExploreLoop(session: session, options: options, theme: theme, job: job)
    let ending = loop.run()
    session.close()
    switch ending {
    case .quit: break
    case .signal(let number): throw ExitCode.signal(number)
    case .cannotOpen(let message): throw OpeningFailure(message: message)
    }
  }
}

/// How the screens of the explorer are drawn, or printed: the options of every command that can do both.
struct ScreenOptions: ParsableArguments {
  @OptionGroup var look: LookOptions

  @Option(
    help: "With --dump: the size of the screen, as COLUMNSxROWS. (default: 80x24)",
    transform: ScreenSize.parse)
  var size: ScreenSize?

  @Option(help: "With --dump: the keys to press.", transform: KeyScript.parse)
  var script: [KeyPress] = []

  @Option(help: "Print the screen instead of opening it on the terminal.")
  var dump: DumpFormat?

  func validate() throws {
    guard dump != nil || (size == nil && script.isEmpty) else {
      throw ValidationError("--size and --script need --dump text|ansi|json")
    }
  }

  /// Whether keys can come from where they should and the screen go where it should.
  static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Blocks the signals that the terminal's life depends on; must run while the process has a single thread.
  func prepare() {
    if dump == nil { SignalQueue.block() }
  }

  /// Opens the explorer until the user leaves it, or prints its screen.
  ///
  /// - Parameter options: How the explorer starts on what the terminal can show; colours of text are chosen here.
  /// - Throws: `OpeningFailure`, `TerminalError`, and the status of a signal.
  func explore(_ options: (TerminalCapabilities) -> ExplorerOptions) throws {
    if let dump {
      var options = options(printedCapabilities(dump))
      options.theme = look.theme.theme ?? .dark
      options.decimalNotation = .system
      return try write(options, as: dump)
    }
    do throws(any Error) {
      try look.open(options)
    } catch let error as TerminalError where error.isAboutTheStreams {
      throw ValidationError("\(error); --dump text|ansi|json prints the screen without a terminal")
    }
  }

  private func printedCapabilities(_ format: DumpFormat) -> TerminalCapabilities {
    let isMono = format == .text || (getenv("NO_COLOR").map { $0[0] != 0 } ?? false)
    let chosenColor = look.color.mode ?? (isMono ? .mono : .trueColor)
    let ambiguous = look.ambiguous.width ?? .narrow
    // A half block is the same character whatever it shows: without colours pictures need dots.
    let hasHalves = !isMono && chosenColor != .mono && ambiguous == .narrow
    return TerminalCapabilities(
      graphics: look.graphics.mode ?? (hasHalves ? .half : .braille), color: chosenColor,
      ambiguous: ambiguous)
  }

  private func write(_ options: ExplorerOptions, as format: DumpFormat) throws {
    var explorer = HeadlessExplorer(
      options: options, size: size?.size ?? Size(columns: 80, rows: 24),
      diagnosisFolder: CacheFolder.diagnoses)
    let frame = try explorer.frame(after: script)
    try StandardOutput.write(
      format.printout(of: frame, state: explorer.state, color: options.capabilities.color))
  }
}

extension TerminalError {
  /// Whether another command line would help.
  fileprivate var isAboutTheStreams: Bool {
    switch self {
    case .notATerminal, .cannotPlaceText: true
    case .unusableEntry, .system: false
    }
  }
}
