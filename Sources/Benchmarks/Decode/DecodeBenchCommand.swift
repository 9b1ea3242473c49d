import ArgumentParser

/// Measures how long a decoded point takes.
struct DecodeBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Measure how long the decoder takes for one point.")

  @Option(help: "The network: burgess (64x64 pixels), galaxy (33x33) or dense (1000 events).")
  var network = BenchNetwork.burgess

  @Option(help: "The number of threads that decode one point together; the explorer uses one.")
  var threads = 1

  @OptionGroup
  var options: BenchOptions

  func validate() throws {
    guard (1...1024).contains(threads) else { throw ValidationError("expected 1 to 1024 threads") }
  }

  func run() throws {
    try DecodeBench(network: network, threads: threads, seconds: options.seconds).run()
      .write(asJSON: options.json)
  }
}
