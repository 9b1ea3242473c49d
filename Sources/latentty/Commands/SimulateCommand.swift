import ArgumentParser
import Datasets
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes a data set with a simulator and writes it to a file.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make a data set with known factors.",
    discussion: DatasetGenerators.all.map(settings(of:)).joined(separator: "\n"))

  @Argument(help: "The data set: \(DatasetGenerators.names.joined(separator: ", ")).")
  var name: String

  @Option(help: "The number of samples.")
  var count: String?

  @Option(help: "The seed that decides everything random.")
  var seed: String?

  @Option(name: .customLong("set"), help: "Change a setting: key=value.")
  var changes: [String] = []

  @Flag(name: .customLong("no-noise"), help: "Leave out the measurement noise.")
  var isNoiseless = false

  @Option(help: "The threads; the samples do not depend on their number.")
  var threads: Int?

  @Option(name: .customLong("out"), help: "The file: .safetensors or .npz.")
  var path: String

  /// The settings, once the arguments are known to make sense.
  private func generator() throws -> any DatasetGenerator {
    do {
      var generator = try DatasetGenerators.named(name)
      for change in changes {
        let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
          throw ValidationError("--set \(change): expected key=value")
        }
        try generator.set(key: String(parts[0]), value: String(parts[1]))
      }
      if let count { try generator.set(key: "count", value: count) }
      if let seed { try generator.set(key: "seed", value: seed) }
      if isNoiseless { try generator.set(key: "noise", value: "false") }
      try generator.validate()
      return generator
    } catch let error as DatasetError {
      throw ValidationError(error.description)
    }
  }

  func validate() throws {
    _ = try generator()
    guard path.hasSuffix(".safetensors") || path.hasSuffix(".npz") else {
      throw ValidationError(DatasetError.unknownFormat(path: path).description)
    }
    guard threads.map({ (1...1024).contains($0) }) ?? true else {
      throw ValidationError("--threads: expected a number from 1 to 1024")
    }
  }

  func run() throws {
    var line = SimulationLine()
    let interruptions = PendingSignals()
    do {
      try generator().write(to: path, team: WorkerTeam(count: threads)) { finished, total in
        line.show(finished, of: total)
        return interruptions.first == nil
      }
      line.clear()
    } catch DatasetError.cancelled {
      line.clear()
      throw ExitCode.signal(interruptions.first ?? SIGINT)
    }
  }

  private static func settings(of generator: any DatasetGenerator.Type) -> String {
    func lines<Generator: DatasetGenerator>(_ type: Generator.Type) -> [String] {
      let defaults = type.init()
      return type.settings.map {
        "  \($0.key)=\(defaults.value(of: $0.key) ?? "")  \($0.expected)"
      }
    }
    return (["Settings of \(generator.name):"] + lines(generator)).joined(separator: "\n")
  }
}

extension SimulateCommand: SingleThreadedPreparation {
  func prepare() { PendingSignals.block() }
}

/// Requests to end the program, which wait until the work can be left with nothing half-written.
private struct PendingSignals {
  static let numbers = [SIGINT, SIGTERM, SIGHUP]

  static func block() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// The first that has arrived.
  var first: Int32? {
    var set = sigset_t()
    sigpending(&set)
    return Self.numbers.first { sigismember(&set, $0) == 1 }
  }
}

/// The state of the work on one line of stderr, for work of more than a second on a terminal.
private struct SimulationLine {
  private let start = ContinuousClock.now
  private var shown: ContinuousClock.Instant?
  private let isTerminal = isatty(STDERR_FILENO) == 1

  mutating func show(_ finished: Int, of total: Int) {
    let now = ContinuousClock.now
    guard isTerminal, finished < total,
      now - (shown ?? start) > .milliseconds(shown == nil ? 1000 : 200)
    else { return }
    shown = now
    let elapsed = (now - start) / .seconds(1)
    let remaining = Int((elapsed / Double(finished) * Double(total - finished)).rounded(.up))
    write("\r\(finished)/\(total)  \(100 * finished / total)%  \(remaining) s left\u{1B}[K")
  }

  func clear() {
    if shown != nil { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    // The work goes on when nobody watches it.
    _ = try? StandardOutput.write(text, to: STDERR_FILENO)
  }
}
