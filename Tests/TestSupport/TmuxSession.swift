import Platform

/// A shell inside a tmux of its own, on a pseudo-terminal: typed into and looked at as a person would.
///
/// The shell knows nothing of the user's settings, and all ends when the terminal goes.
package final class TmuxSession {
  /// The terminal that tmux draws on.
  package let terminal: PseudoTerminal
  private let folder: TemporaryFolder

  /// Starts tmux with one shell.
  ///
  /// - Parameters:
  ///   - columns: The width.
  ///   - rows: The height.
  ///   - environment: Variables for the shell.
  /// - Throws: `PseudoTerminal.Failure` when no shell appears, for example because there is no tmux.
  package init(columns: Int, rows: Int, environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    let variables = environment.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    let shell = """
      env -i PATH=/usr/bin:/bin HOME='\(folder.path)' TERM=tmux-256color PS1='ready> ' \(variables) \
      bash --norc --noprofile
      """
    let settings = """
      set -g destroy-unattached on
      set -g status off
      set -sg escape-time 0
      """
    try Self.write(settings, to: folder.path("settings"))
    terminal = try PseudoTerminal(
      "/usr/bin/env",
      [
        "tmux", "-S", folder.path("socket"), "-f", folder.path("settings"), "new-session", shell,
      ],
      environment: [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
      ], columns: columns, rows: rows)
    try terminal.wait(forText: "ready>")
  }

  /// Types a command and presses enter.
  package func run(_ command: String) {
    terminal.send(command + "\r")
  }

  private static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let bytes = Array(text.utf8)
    guard descriptor >= 0 else { throw TemporaryFolder.Failure(code: errno) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw TemporaryFolder.Failure(code: errno)
    }
  }
}
