import ArgumentParser
import CommandSupport

/// Measures every layer on its own.
struct KernelBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels",
    abstract: "Measure how fast every layer runs on its own.")

  @Option(help: "The network: burgess (64x64 pixels), galaxy (33x33) or dense (1000 events).")
  var network = BenchNetwork.burgess

  @Option(
    help: "The number of samples that run together: the part of a batch that one thread gets.")
  var rows = 32

  @OptionGroup
  var options: BenchOptions

  func validate() throws {
    try ValidationError.check("--rows", rows, in: 1...4096)
  }

  func run() throws {
    try KernelBench(network: network, rows: rows, seconds: options.seconds / 32).run()
      .write(asJSON: options.json)
  }
}
