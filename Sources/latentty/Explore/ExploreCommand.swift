import ArgumentParser
import Explorer
import Plotting
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens a model and moves through its latent space; what the program does when no command is named.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Explore a model in the terminal; the default command.",
    discussion: """
      Without MODEL the bundled galaxy model is opened. `?` lists the keys.

      Without a terminal, --dump prints the screen as it stands after the keys of --script. In a script \
      characters stand for themselves and other keys are named in angle brackets: <left> <right> <up> \
      <down> <pgup> <pgdn> <home> <end> <enter> <esc> <tab> <s-tab> <bs> <del> <space> <lt> <f1>; c- is \
      control and s- is shift, as in <c-r> and <s-left>. After every key the program waits until it is \
      idle, so that a script always gives the same screen but for the time that decoding took. Text has no \
      colours, so its pictures are drawn in braille unless --graphics says otherwise.
      """)

  @Argument(help: "A model: a .safetensors file written by train.")
  var model: String?

  @Option(name: .customLong("data"), help: "A data set to take samples from: .safetensors or .npz.")
  var dataPath: String?

  @Option(help: "How pictures are drawn: auto, half, braille or ascii.")
  var graphics: GraphicsChoice = .auto

  @Option(help: "How many colours are used: auto, 24bit, 256, 16 or mono.")
  var color: ColorChoice = .auto

  @Option(help: "The colours of text: dark, light, contrast or mono.")
  var theme: ThemeChoice = .dark

  @Option(help: "The seed of random draws.")
  var seed: UInt64 = 7

  @Option(help: "With --dump: the extent of the screen, as COLUMNSxROWS; 80x24 unless given.")
  var size: ScreenSize?

  @Option(help: "With --dump: the keys to press.", transform: KeyScript.parse)
  var script: [KeyPress] = []

  @Option(help: "Print the screen instead of opening the terminal: text, ansi or json.")
  var dump: DumpFormat?

  func validate() throws {
    guard dump != nil || (size == nil && script.isEmpty) else {
      throw ValidationError("--size and --script need --dump text|ansi|json")
    }
  }

  func run() throws {
    let path = try model ?? Assets.find().model(named: "galaxies")
    for file in [path, dataPath].compactMap(\.self) where access(file, R_OK) != 0 {
      throw ExploreError.unreadable(path: file, code: errno)
    }
    if let dump {
      try explore(path, printing: dump)
    } else {
      try exploreInTerminal(path)
    }
  }

  private func options(_ path: String, _ capabilities: TerminalCapabilities) -> ExplorerOptions {
    ExplorerOptions(
      modelPath: path, dataPath: dataPath, capabilities: capabilities, theme: theme, seed: seed)
  }

  private func explore(_ path: String, printing format: DumpFormat) throws {
    let isMono = format == .text || (getenv("NO_COLOR").map { $0[0] != 0 } ?? false)
    let chosenColor = color.mode ?? (isMono ? .mono : .trueColor)
    // A half block is the same character whatever it shows: without colours pictures need dots.
    let capabilities = TerminalCapabilities(
      graphics: graphics.mode ?? (isMono || chosenColor == .mono ? .braille : .half),
      color: chosenColor)
    var explorer = HeadlessExplorer(
      options: options(path, capabilities),
      size: size?.size ?? Size(columns: 80, rows: 24))
    let frame = try explorer.frame(after: script)
    try StandardOutput.write(
      format.text(of: frame, state: explorer.state, color: capabilities.color))
  }

  private func exploreInTerminal(_ path: String) throws {
    let request = TerminalRequest(graphics: graphics.mode, color: color.mode)
    let session: TerminalSession
    do throws(TerminalError) {
      session = try TerminalSession(CapabilityProbe.system.describe(request))
    } catch {
      guard error.isAboutTheStreams else { throw error }
      throw ValidationError("\(error); --dump text|ansi|json prints the screen without a terminal")
    }
    var loop = ExploreLoop(
      session: session, options: options(path, session.description.capabilities))
    let ending = loop.run()
    session.close()
    switch ending {
    case .quit: break
    case .signal(let number): throw ExitCode.signal(number)
    case .cannotOpen(let message): throw ExploreError.cannotOpen(message: message)
    }
  }
}

extension ExploreCommand: SingleThreadedPreparation {
  func prepare() {
    if dump == nil { SignalQueue.block() }
  }
}

/// Why there is nothing to explore.
enum ExploreError: Error, CustomStringConvertible {
  /// A file that was named cannot be read.
  case unreadable(path: String, code: Int32)
  /// The model does not open; the message says why.
  case cannotOpen(message: String)

  var description: String {
    switch self {
    case .unreadable(let path, let code): "\(path): \(String(cString: strerror(code)))"
    case .cannotOpen(let message): message
    }
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
