import CommandSupport
import Contents
import Escaping
import ArgumentParser
import Explorer
import Platform

/// Opens a model and moves through its latent space; what the program does when no command is named.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Explore a model in the terminal; the default command.",
    discussion: """
      Without a model the bundled one of galaxies is opened. `?` lists the keys.

      Without a terminal, --dump prints the screen after the keys of --script. In a script, \
      characters stand for themselves and other keys are named in angle brackets: <left> <right> <up> \
      <down> <pgup> <pgdn> <home> <end> <enter> <esc> <tab> <s-tab> <bs> <del> <space> <lt> <f1>; c- is \
      control and s- is shift, as in <c-r> and <s-left>. <click 12,5> clicks on column 12 and row 5, counted from 0. After every \
      key the program waits until it is idle, so a script always gives the same screen, except for the reported decoding time. \
      Text dumps have no colours, so pictures are drawn in braille unless --graphics says otherwise.
      """)

  @Argument(
    help:
      "The model: a checkpoint written by train, or your own file in the format of docs/FORMATS.md."
  )
  var model: String?

  @Option(
    name: .customLong("data"),
    help: "The data set to take samples from: .safetensors, .npz or a table.")
  var dataPath: String?

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
    for file in [path, dataPath].compactMap(\.self) where access(FileName.cString(file), R_OK) != 0
    {
      throw ExploreError.unreadable(path: file, code: errno)
    }
    try OtherContent.check(for: .model, at: path)
    try screen.explore { capabilities in
      ExplorerOptions(
        modelPath: path, dataPath: dataPath, capabilities: capabilities, seed: seed,
        ranges: range ?? .none)
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
