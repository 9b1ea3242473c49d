import ArgumentParser
import CommandSupport

/// Measures how long a screen takes to draw.
struct RenderBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Measure how long the Explore screen takes to draw.")

  @Argument(help: "The model. (default: the bundled galaxy model)")
  var model: String?

  @OptionGroup
  var options: BenchOptions

  func run() throws {
    let path = try model ?? Assets.find().model(named: "galaxies")
    try RenderBench(model: path, seconds: options.seconds).run().write(asJSON: options.json)
  }
}
