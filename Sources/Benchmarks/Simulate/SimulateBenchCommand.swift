import ArgumentParser

/// Measures the simulators.
struct SimulateBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "Measure how fast galaxies, events and fluids are simulated, with one thread and with all.")

  @OptionGroup
  var options: BenchOptions

  func run() throws {
    try SimulateBench(seconds: options.seconds).run().write(asJSON: options.json)
  }
}
