import ArgumentParser
import CommandSupport

/// Measures the explorer through a pseudo-terminal, as a user would experience it.
struct LatencyBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency",
    abstract: "Measure key-to-frame latency, start-up, memory and idle wake-ups of the explorer.",
    discussion: """
      The program is started on a pseudo-terminal of its own. The latency of a key ends with the last byte that \
      is written before the output pauses, so it includes the new picture if a slider moves before \
      its picture.
      """)

  @Argument(help: "The model. (default: the bundled galaxy model)")
  var model: String?

  @Option(help: "The number of slider keys to press.")
  var keys = 300

  @Option(
    help: "The size of the screen, as COLUMNSxROWS. (default: 100x30)",
    transform: ScreenSize.parse)
  var size = ScreenSize(columns: 100, rows: 30)

  @Option(help: "The number of colours that the explorer uses.")
  var color: ColorChoice = .palette256

  @Option(name: .customLong("idle"), help: "The seconds to observe the idle explorer.")
  var idleSeconds = 3

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (10...100_000).contains(keys), (1...3600).contains(idleSeconds) else {
      throw ValidationError("expected 10 to 100000 keys and 1 to 3600 seconds")
    }
  }

  func run() throws {
    let path = try model ?? Assets.find().model(named: "galaxies")
    let bench = LatencyBench(
      model: path, keyCount: keys, size: size.size, color: color, idleSeconds: idleSeconds)
    let report = try bench.run()
    if json {
      try StandardOutput.write(json: report)
    } else {
      try StandardOutput.write(lines: report.lines)
    }
  }
}
