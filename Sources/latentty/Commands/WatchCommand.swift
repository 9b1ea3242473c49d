import ArgumentParser
import CommandSupport
import Contents
import Explorer
import Platform
import Runs

/// Shows training runs, ours and others', while they are written.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch training runs of latentty and of other programs and libraries.",
    discussion: """
      Runs are found at any depth of a directory: TensorBoard event files, JSON lines and documents, tables, printed \
      dictionaries, and the local files of Hugging Face, MLflow and W&B. On a terminal the Train screen shows their curves live, \
      and opens their models; `?` lists the keys.
      """)

  @Argument(help: "Runs, logs, or directories that contain them.")
  var runs: [String] = ["."]

  @Flag(help: "Print the runs once, as text.")
  var once = false

  @Flag(help: "Print the logged values once, as JSON.")
  var json = false

  @OptionGroup var screen: ScreenOptions

  func validate() throws {
    guard once || json || isOnScreen else {
      throw ValidationError(
        "the live screen needs a terminal; --once prints the runs as text, --json the logged values"
      )
    }
  }

  private var isOnScreen: Bool {
    screen.dump != nil || !once && !json && ScreenOptions.hasTerminal
  }

  func run() throws {
    let collection = try findRuns()
    guard !isOnScreen else {
      return try screen.explore { capabilities in
        ExplorerOptions(
          modelPath: nil, start: .train(TrainStart(paths: runs)), capabilities: capabilities)
      }
    }
    collection.read()
    let report = WatchReport(
      collection, now: Self.unixSeconds, figureLimit: json ? nil : WatchTable.figureLimit)
    if json {
      try StandardOutput.write(json: report)
    } else {
      try StandardOutput.write(
        lines: WatchTable(report: report, glyphs: screen.look.printedGlyphs).lines)
    }
  }

  private func findRuns() throws -> RunCollection {
    do {
      return try RunCollection(paths: runs)
    } catch {
      if case .unknownFormat(let path, _) = error {
        try OtherContent.check(path, expected: "a training log", kinds: [.log])
      }
      throw error
    }
  }

  private static var unixSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

extension WatchCommand: SingleThreadedPreparation {
  func prepare() {
    if isOnScreen { screen.prepare() }
  }
}
