import ArgumentParser
import CommandSupport
import Platform

/// The statuses of the program: 0 done, 1 the work failed, 2 wrong arguments, 128 + n after signal n.
extension ExitCode {
  /// The arguments do not say what to do.
  static let wrongArguments = ExitCode(2)

  /// The work was ended by a signal.
  static func signal(_ number: Int32) -> ExitCode { ExitCode(128 + number) }

  /// Tells the user about an error, in one line on stderr, and chooses the status for it.
  ///
  /// Requests for help and for the version arrive here too; they go to stdout. A command that has told its
  /// user everything already throws an `ExitCode`.
  ///
  /// - Parameters:
  ///   - error: Whatever parsing or running the command threw.
  ///   - arguments: The command line without the program's name.
  init(reporting error: any Error, of arguments: [String]) {
    switch error {
    case let code as ExitCode: self = code
    case StandardOutputError.closed: self = .signal(SIGPIPE)
    default: self = Self.reporting(error, of: arguments)
    }
  }

  private static func reporting(_ error: any Error, of arguments: [String]) -> ExitCode {
    switch Latentty.exitCode(for: error) {
    case .success: return printing(Latentty.fullMessage(for: error), of: arguments)
    case .validationFailure:
      complain("\(oneLine(Latentty.message(for: error))); see `\(help(for: arguments))`")
      return .wrongArguments
    default:
      complain("\(error)")
      return .failure
    }
  }

  /// The parser's message without its list of lines and its last full stop.
  private static func oneLine(_ message: String) -> String {
    let parts = message.split(separator: "\n").map { line in
      line.hasPrefix("  - ") ? String(line.dropFirst(4)) : String(line)
    }
    let list = parts.dropFirst().joined(separator: ", ")
    let text = (parts.first ?? "") + (list.isEmpty ? "" : " " + list)
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The command line that explains the command that was asked for.
  private static func help(for arguments: [String]) -> String {
    let names = Latentty.configuration.subcommands.map { $0.configuration.commandName }
    let name = names.first { $0 == arguments.first } ?? nil
    return ["latentty", name, "--help"].compactMap(\.self).joined(separator: " ")
  }

  private static func printing(_ text: String, of arguments: [String]) -> ExitCode {
    do {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      try StandardOutput.write(lines: lines.map(String.init))
      return .success
    } catch {
      return ExitCode(reporting: error, of: arguments)
    }
  }

  private static func complain(_ message: String) {
    // Nobody is left to tell when stderr is closed as well.
    _ = try? StandardOutput.write(Printout(lines: ["latentty: \(message)"]), to: STDERR_FILENO)
  }

  /// Ends the process with this status.
  func exit() -> Never {
    Platform.exit(rawValue)
  }
}
