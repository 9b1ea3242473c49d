import ArgumentParser
import Tensors

/// Measures training against the machine's peak.
struct TrainBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Measure training steps against what OpenBLAS reaches.",
    discussion: """
      The peak is the best 2048x2048x2048 product of OpenBLAS with as many threads; OPENBLAS_CORETYPE \
      chooses other kernels than those it takes this processor for.
      """)

  @Option(help: "The network: burgess (64x64 pixels), galaxy (33x33) or dense (1000 events).")
  var network = BenchNetwork.burgess

  @Option(help: "The samples in a step.")
  var batch = 64

  @Option(help: "The threads; every processor unless given.")
  var threads = WorkerTeam.processorCount

  @OptionGroup
  var options: BenchOptions

  func validate() throws {
    guard (1...65_536).contains(batch), (1...1024).contains(threads) else {
      throw ValidationError("expected 1 to 65536 samples in a step and 1 to 1024 threads")
    }
  }

  func run() throws {
    let bench = TrainBench(
      network: network, batchSize: batch, threads: threads, seconds: options.seconds)
    try bench.run().write(asJSON: options.json)
  }
}
