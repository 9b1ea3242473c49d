import ArgumentParser
import CommandSupport
import Explorer

/// What all measurements have in common.
struct BenchOptions: ParsableArguments {
  @Option(help: "The seconds per measurement. (default: 8)", transform: DecimalNotation.number)
  var seconds = 8.0

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds: expected a number up to 3600, found \(seconds)")
    }
  }
}
