import CMachine
import Platform
import Tensors

/// What this binary was built for, and what it runs on.
struct BuildFacts: Encodable {
  /// The architecture, as the compiler names it.
  let architecture: String
  /// The extensions that the kernels are compiled for.
  let instructionSet: [String]
  /// The extensions that the processor has and the kernels leave alone.
  let unusedByBuild: [String]
  /// The processors that a worker team uses by default.
  let processors: Int
  /// The version of Swift's standard library.
  let swift: String
  /// The operating system and its kernel.
  let system: String

  /// Asks the machine.
  init() {
    let build = lx_features_of_build()
    architecture = Self.architecture
    instructionSet = Self.names(of: build)
    unusedByBuild = Self.names(of: lx_features_of_machine() & ~build)
    processors = WorkerTeam.processorCount
    swift = "\(_SwiftStdlibVersion.current)"
    system = [Self.distribution, Self.kernel].compactMap(\.self).joined(separator: ", ")
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }

  private static func names(of features: UInt32) -> [String] {
    (0..<Int32(LX_FEATURE_COUNT)).filter { features >> UInt32($0) & 1 == 1 }
      .compactMap { lx_feature_name($0).map { String(cString: $0) } }
  }

  private static var kernel: String? {
    var name = utsname()
    guard uname(&name) == 0 else { return nil }
    return "\(text(name.sysname)) \(text(name.release))"
  }

  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The name in `/etc/os-release`, whose lines are assignments of a shell.
  private static var distribution: String? {
    guard let file = fopen("/etc/os-release", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix("PRETTY_NAME=") else { continue }
      return String(text.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" && !$0.isNewline })
    }
    return nil
  }
}
