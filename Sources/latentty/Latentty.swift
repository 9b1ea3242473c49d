import ArgumentParser
import Benchmarks

/// The root of the command line.
struct Latentty: ParsableCommand {
  /// The version, as `latentty --version` prints it.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "latentty",
    abstract: "Explore the latent space of a trained autoencoder in the terminal.",
    version: version,
    subcommands: [
      ExploreCommand.self,
      TrainCommand.self,
      WatchCommand.self,
      SimulateCommand.self,
      DiagnoseCommand.self,
      AnomalyCommand.self,
      InpaintCommand.self,
      MapCommand.self,
      TraverseCommand.self,
      ProbeCommand.self,
      InspectCommand.self,
      BenchCommand.self,
      CacheCommand.self,
      DoctorCommand.self,
      ReferenceCommand.self,
    ],
    defaultSubcommand: ExploreCommand.self)
}

/// A command that must arrange something while the process still has a single thread.
///
/// A thread inherits the signal mask of the one that starts it, so a command that reads its signals from
/// a descriptor blocks them here, before Dispatch can have started any.
protocol SingleThreadedPreparation: ParsableCommand {
  /// Runs after the arguments are parsed and before ``run()``.
  func prepare() throws
}

/// A command that ends early, with what it has or without, on a signal.
protocol StoppableCommand: SingleThreadedPreparation {}

extension StoppableCommand {
  func prepare() { StopRequest.block() }
}

extension Latentty {
  /// Parses and runs a command line, and reports what goes wrong.
  static func exitCode(running arguments: [String]) -> ExitCode {
    do {
      var command = try parseAsRoot(arguments)
      if let command = command as? any SingleThreadedPreparation { try command.prepare() }
      try command.run()
      return .success
    } catch {
      return ExitCode(reporting: error, of: arguments)
    }
  }
}
