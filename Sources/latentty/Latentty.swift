import ArgumentParser
import Benchmarks
import Training

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
      EncodeCommand.self,
      DecodeCommand.self,
      TraverseCommand.self,
      ProbeCommand.self,
      InspectCommand.self,
      ImportCommand.self,
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

/// A command that ends early on a signal, with or without partial results.
protocol StoppableCommand: SingleThreadedPreparation {}

extension StoppableCommand {
  func prepare() { StopRequest.block() }
}

/// The command that runs when the command line names none.
protocol UnnamedCommand: ParsableCommand {
  /// Runs in place of ``run()`` where the command was not named.
  func runUnnamed() throws
}

extension Latentty {
  /// Parses and runs a command line, and reports what goes wrong.
  static func exitCode(running arguments: [String]) -> ExitCode {
    let arguments = NegativeValues.joined(arguments)
    do {
      if arguments.first == "help" { try checkTopic(arguments.dropFirst()) }
      var command = try parseAsRoot(arguments)
      if let command = command as? any SingleThreadedPreparation { try command.prepare() }
      if let command = command as? any UnnamedCommand, !isNamed(command, in: arguments) {
        try command.runUnnamed()
      } else {
        try command.run()
      }
      return .success
    } catch {
      return ExitCode(reporting: error, of: arguments)
    }
  }

  /// Makes sure that there is the command that help is asked for.
  private static func checkTopic(_ names: ArraySlice<String>) throws {
    var (commands, asked) = (configuration.subcommands, "help")
    for name in names where !name.hasPrefix("-") {
      let known = commands.map { $0._commandName }
      guard let command = commands.first(where: { $0._commandName == name }) else {
        let nearest = NearestName.of(name, among: known).map { "; the nearest is \($0)" } ?? ""
        let expected = known.isEmpty ? "no more" : "one of \(known.joined(separator: ", "))"
        throw ValidationError("\(asked): expected \(expected), found \(name)\(nearest)")
      }
      (commands, asked) = (command.configuration.subcommands, "\(asked) \(name)")
    }
  }

  private static func isNamed(_ command: any ParsableCommand, in arguments: [String]) -> Bool {
    arguments.first == type(of: command)._commandName
  }
}
