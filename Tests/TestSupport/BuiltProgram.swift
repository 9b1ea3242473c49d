package import Foundation

/// The program as it was built beside the running tests.
package enum BuiltProgram {
  /// What a run of the program left behind.
  package struct Outcome: Sendable, Equatable {
    /// The exit status; 128 + n when signal n ended the process.
    package let status: Int32
    /// Everything written to stdout.
    package let output: String
    /// Everything written to stderr.
    package let errors: String
  }

  /// The path of the executable: `latentty` in the folder of the test bundle.
  package static let path: String = {
    #if os(Linux)
      let tests =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    #else
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundlePath ?? ""
    #endif
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "latentty")
      .path(percentEncoded: false)
  }()

  /// Runs the program to its end, with no terminal and nothing to read.
  ///
  /// - Parameters:
  ///   - arguments: The command line without the program's name.
  ///   - environment: Variables to set; an empty text removes the variable.
  ///   - output: Where stdout goes instead of into the outcome.
  ///   - executable: A copy of the program to run in its place.
  /// - Returns: The status and the texts.
  /// - Throws: An error when the program cannot be started.
  package static func run(
    _ arguments: [String], environment: [String: String] = [:], output: FileHandle? = nil,
    executable: String = path
  ) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "latentty-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let texts = try ["output", "errors"].map { try emptyFile(folder.appending(path: $0)) }

    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(TestHome.variables) { $1 }.merging(environment) { $1 }.filter { !$0.value.isEmpty }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? texts[0]
    process.standardError = texts[1]
    try process.run()
    process.waitUntilExit()

    let wasSignalled = process.terminationReason == .uncaughtSignal
    return Outcome(
      status: process.terminationStatus + (wasSignalled ? 128 : 0), output: try text(in: texts[0]),
      errors: try text(in: texts[1]))
  }

  private static func emptyFile(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forUpdating: file)
  }

  private static func text(in file: FileHandle) throws -> String {
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }
}
