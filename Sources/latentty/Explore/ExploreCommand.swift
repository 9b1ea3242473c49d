import CommandSupport
import Contents
import Escaping
import ArgumentParser
import Explorer
import Models
import Platform

/// Opens a model and moves through its latent space; what the program does when no command is named.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Explore a model in the terminal; the default command.",
    discussion: """
      Without a model the bundled one of galaxies is opened. `?` lists the keys. Without the word explore, any file or directory \
      of runs is opened: a table or an array on the Map screen, runs and logs on the Train screen.

      Without a terminal, --dump prints the screen after the keys of --script. In a script, \
      characters stand for themselves and other keys are named in angle brackets: <left> <right> <up> \
      <down> <pgup> <pgdn> <home> <end> <enter> <esc> <tab> <s-tab> <bs> <del> <space> <lt> <f1>; c- is \
      control and s- is shift, as in <c-r> and <s-left>. <click 12,5> clicks on column 12 and row 5, counted from 0. After every \
      key the program waits until it is idle, so a script always gives the same screen, except for the reported decoding time. \
      Text dumps have no colours, so pictures are drawn in braille unless --graphics says otherwise.
      """)

  @Argument(
    help:
      "The model: a checkpoint written by train, or a model of PyTorch, ONNX or Keras; see docs/FORMATS.md."
  )
  var model: String?

  @Option(
    name: .customLong("data"),
    help: "The data set to take samples from: arrays of any format, a table, a folder of pictures.")
  var dataPath: String?

  @OptionGroup var dataArguments: DataArguments

  @Option(help: "The seed of random draws.")
  var seed: UInt64 = 7

  @Option(
    help: ArgumentHelp(
      "The ranges of sliders: -2..2 for all latents, or 0:-2..2,1:0..5 for single ones.",
      valueName: "ranges"),
    transform: { text in
      do throws(LatentRanges.Complaint) {
        return try LatentRanges(parsing: text)
      } catch {
        throw ValidationError("\(error)")
      }
    })
  var range: LatentRanges?

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let path = try model ?? Assets.find().model(named: "galaxies")
    for file in (try ModelSource.pair(named: path) ?? [path]) + [dataPath].compactMap(\.self) {
      try Self.checkReadable(file)
    }
    try OtherContent.checkModel(path)
    if let dataPath { try OtherContent.checkData(dataPath) }
    try screen.explore { capabilities in
      ExplorerOptions(
        modelPath: path, dataPath: dataPath, dataOptions: dataArguments.options,
        capabilities: capabilities, seed: seed,
        ranges: range ?? .none)
    }
  }
}

extension ExploreCommand: UnnamedCommand {
  /// Opens whatever screen shows what the file is.
  func runUnnamed() throws {
    guard let model else { return try run() }
    guard try ModelSource.pair(named: model) == nil else { return try run() }
    try Self.checkReadable(model)
    let kind = try ContentKind.named(path: model)
    guard let kind, let start = Self.start(of: kind, at: model) else { return try run() }
    for (option, isGiven) in [("--data", dataPath != nil), ("--range", range != nil)] where isGiven
    {
      throw ValidationError(
        "\(option): expected a model before it, found \(kind.phrase), \(model)")
    }
    try screen.explore { capabilities in
      ExplorerOptions(modelPath: nil, start: start, capabilities: capabilities, seed: seed)
    }
  }

  /// What shows a file of a kind, without a model; `nil` where nothing does.
  private static func start(of kind: ContentKind, at path: String) -> ExplorerStart? {
    switch kind {
    case .run, .runs, .log: .train(TrainStart(paths: [path]))
    case .dataset, .table, .arrays:
      .map(MapStart(request: MapRequest(file: MapFile(path: path))))
    default: nil
    }
  }

  private static func checkReadable(_ path: String) throws {
    guard access(FileName.cString(path), R_OK) == 0 else {
      throw ExploreError.unreadable(path: path, code: errno)
    }
  }
}

extension ExploreCommand: SingleThreadedPreparation {
  func prepare() { screen.prepare() }
}

/// Why there is nothing to explore.
enum ExploreError: Error, CustomStringConvertible {
  /// A file that was named cannot be read.
  case unreadable(path: String, code: Int32)

  var description: String {
    switch self {
    case .unreadable(let path, let code): "\(path): \(String(cString: strerror(code)))"
    }
  }
}
