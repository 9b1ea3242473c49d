import ArgumentParser
import CommandSupport
import Datasets
import Platform
import Storage
import Tensors

/// Makes a data set with a simulator and writes it to a file.
struct SimulateCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate a data set with known factors.",
    discussion: DatasetGenerators.all.map(settings(of:)).joined(separator: "\n"))

  @Argument(help: "The data set: \(DatasetGenerators.names.joined(separator: ", ")).")
  var name: String

  @Option(help: "The number of samples.")
  var count: String?

  @Option(help: "The seed of all random numbers.")
  var seed: String?

  @Option(name: .customLong("set"), help: "Change a setting: key=value.")
  var changes: [String] = []

  @Flag(name: .customLong("no-noise"), help: "Simulate without measurement noise.")
  var isNoiseless = false

  @Option(help: "The number of threads; the samples do not depend on it.")
  var threads: Int?

  @Option(name: .customLong("out"), help: "The output file: .safetensors or .npz.")
  var path: String

  @OptionGroup var output: OutputOptions

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
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads: expected a number from 1 to 1024, found \(threads)")
    }
  }

  func run() throws {
    let target = try output.target(path, kind: .dataset, inputs: [])
    var display = ProgressDisplay(isPlain: false)
    var stop = StopRequest()
    let line = CountLine(name: name)
    defer { display.clear() }
    do {
      try target?.write { path in
        try generator().write(to: path, team: WorkerTeam(count: threads)) { finished, total in
          if let text = line.text(finished, of: total) {
            display.redraw { String(text.prefix($0 - 1)) }
          }
          return !stop.poll()
        }
      }
    } catch DatasetError.cancelled {
      throw ExitCode.signal(stop.signal ?? SIGINT)
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
