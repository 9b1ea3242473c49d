import ArgumentParser

/// Measures how long a decoded point takes.
struct DecodeBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Measure how long the decoder takes for one point.")

  @Option(help: "The network: burgess (64x64 pixels), galaxy (33x33) or dense (1000 events).")
  var network = BenchNetwork.burgess

  @OptionGroup
  var options: BenchOptions

  func run() throws {
    try DecodeBench(network: network, seconds: options.seconds).run().write(asJSON: options.json)
  }
}
