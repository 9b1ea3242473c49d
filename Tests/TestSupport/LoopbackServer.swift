import Foundation
import Glibc

/// A server of ssh on the loopback device for one test, with keys of its own, and what reaches it.
package final class LoopbackServer {
  /// Why there is no server.
  package struct Failure: Error, CustomStringConvertible {
    /// What went wrong, in words.
    package let description: String
  }

  /// Whether this system has what a test over ssh needs; such tests are skipped where it has not.
  package static let isAvailable: Bool = {
    let programs = ["/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keygen"]
    guard programs.allSatisfy({ access($0, X_OK) == 0 }) else { return false }
    guard let server = try? LoopbackServer() else { return false }
    let words = server.commandLine("true")
    return withExtendedLifetime(server) {
      (try? run(words[0], Array(words.dropFirst()))) == .exited(0)
    }
  }()

  private let folder: TemporaryFolder
  private let server: PseudoTerminal
  private let port: UInt16
  private static let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TERM": "dumb"]

  /// Starts a server and waits until it listens.
  ///
  /// - Throws: ``Failure`` when it does not start, or an error of the file system.
  package init() throws {
    folder = try TemporaryFolder()
    port = try Self.freePort()
    for name in ["host", "user"] {
      _ = try Self.run(
        "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.path(name)])
    }
    // The usual start of the server makes this folder, which root's needs.
    if getuid() == 0 { mkdir("/run/sshd", 0o755) }
    let settings = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder.path("host"))
      AuthorizedKeysFile \(folder.path("user.pub"))
      StrictModes no
      UsePAM no
      PermitRootLogin yes
      PidFile none
      AcceptEnv LC_* COLORTERM LANG
      """
    try settings.write(toFile: folder.path("settings"), atomically: true, encoding: .utf8)
    server = try PseudoTerminal(
      "/usr/sbin/sshd", ["-D", "-e", "-f", folder.path("settings")], environment: Self.environment)
    try waitUntilItListens()
  }

  /// The words of a client that runs a command of a shell on a terminal of the server.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - variables: Variables of its environment.
  /// - Returns: The client's path and its arguments.
  package func commandLine(_ command: String, variables: [String: String] = [:]) -> [String] {
    let options = [
      "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR",
      "IdentitiesOnly=yes",
    ]
    let setting = variables.map { "\($0.key)='\($0.value)' " }.sorted().joined()
    return ["/usr/bin/ssh", "-tt", "-F", "none", "-i", folder.path("user"), "-p", "\(port)"]
      + options.flatMap { ["-o", $0] } + ["127.0.0.1", setting + command]
  }

  private func waitUntilItListens() throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      if Self.socket(to: port, isServer: false) != nil { return }
      poll(nil, 0, 10)
    }
    throw Failure(description: "sshd does not listen on port \(port)")
  }

  private static func run(_ path: String, _ arguments: [String]) throws -> PseudoTerminal.Outcome {
    try PseudoTerminal(path, arguments, environment: environment).waitForEnd()
  }

  private static func freePort() throws -> UInt16 {
    guard let port = socket(to: 0, isServer: true) else {
      throw Failure(description: "no free port on the loopback device")
    }
    return port
  }

  /// Binds or connects a socket for a moment, and returns its port.
  private static func socket(to port: UInt16, isServer: Bool) -> UInt16? {
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        let isDone =
          (isServer ? bind(descriptor, generic, length) : connect(descriptor, generic, length)) == 0
        guard isDone, getsockname(descriptor, generic, &length) == 0 else { return nil }
        return pointer.pointee.sin_port.bigEndian
      }
    }
  }
}
