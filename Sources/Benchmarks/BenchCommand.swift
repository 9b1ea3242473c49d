package import ArgumentParser

/// Measures how fast the program is on this machine.
package struct BenchCommand: ParsableCommand {
  /// The name, the help and the measurements.
  package static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast the program is on this machine.",
    subcommands: [
      TrainBenchCommand.self, DecodeBenchCommand.self, KernelBenchCommand.self,
      RenderBenchCommand.self,
      SimulateBenchCommand.self, MapBenchCommand.self, IngestBenchCommand.self,
      LatencyBenchCommand.self,
      AllBenchCommand.self,
    ],
    defaultSubcommand: AllBenchCommand.self)

  /// Creates the command.
  package init() {}
}
