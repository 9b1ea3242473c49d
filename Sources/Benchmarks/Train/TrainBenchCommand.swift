import ArgumentParser
import Tensors

/// Measures training against the machine's peak.
struct TrainBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Measure training steps relative to the speed of OpenBLAS.",
    discussion: """
      The peak is the best 2048x2048x2048 matrix product of OpenBLAS with as many threads; OPENBLAS_CORETYPE \
      selects other kernels than those that OpenBLAS detects for this processor.
      """)

  @Option(help: "The network: burgess (64x64 pixels), galaxy (33x33) or dense (1000 events).")
  var network = BenchNetwork.burgess

  @Option(help: "The number of samples per step.")
  var batch = 64

  @Option(help: "The number of threads.")
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
