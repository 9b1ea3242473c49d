import ArgumentParser
import CommandSupport
import Tensors

/// Measures everything but the latency through a terminal, as long as stdout has a reader.
struct AllBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "all",
    abstract: "Measure training, decoding, rendering and simulating.")

  @OptionGroup
  var options: BenchOptions

  func run() throws {
    let model = try Assets.find().model(named: "galaxies")
    let report = AllReport(
      train: try [(.burgess, 64), (.burgess, 256), (.galaxy, 64)].map { network, batch in
        try StandardOutput.requireReader()
        return try TrainBench(
          network: network, batchSize: batch, threads: WorkerTeam.processorCount,
          seconds: options.seconds
        ).run()
      },
      decode: try BenchNetwork.allCases.flatMap { network in
        try Set([1, WorkerTeam.processorCount]).sorted().map { threads in
          try StandardOutput.requireReader()
          return try DecodeBench(network: network, threads: threads, seconds: options.seconds / 4)
            .run()
        }
      },
      render: try RenderBench(model: model, seconds: options.seconds / 8).run(),
      simulate: SimulateBench(seconds: options.seconds / 8).run())
    try report.write(asJSON: options.json)
  }
}

/// The figures of all measurements.
private struct AllReport: BenchReport {
  let train: [TrainReport]
  let decode: [DecodeReport]
  let render: RenderReport
  let simulate: SimulateReport

  var lines: [String] {
    train.flatMap(\.lines) + decode.flatMap(\.lines) + render.lines + simulate.lines
  }
}
