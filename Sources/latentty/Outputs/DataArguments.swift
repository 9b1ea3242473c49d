import ArgumentParser
import CommandSupport
import Datasets
import Explorer

/// What the user says of files of data: the options of every command that reads one.
struct DataArguments: ParsableArguments {
  @Option(help: "The array of samples or points, by its name or path, if the file has several.")
  var array: String?

  @Option(
    help:
      "The order of the axes of that array, a letter for each: n samples, h rows, w columns, c channels, d points, f features, as in nchw. (default: inferred)",
    transform: SampleOrder.parse)
  var order: SampleOrder?

  @Option(
    help: "The arrays of labels or factors, with commas between their names. (default: inferred)")
  var labels: String?

  @Option(
    help: "Divide every element by this, as by 255 for bytes where a model expects shares.",
    transform: DecimalNotation.number)
  var divide: Double?

  @Option(help: "What NaN and infinite elements become: zero, median (of their sample), or refuse.")
  var blanks: BlankPolicy = .refuse

  func validate() throws {
    guard let divide else { return }
    guard divide > 0, divide.isFinite, Float(divide) > 0, Float(divide).isFinite else {
      throw ValidationError("--divide: expected a number above 0, found \(divide)")
    }
  }

  /// The options of a data set.
  var options: DataOptions {
    var options = DataOptions()
    (options.array, options.order, options.labels) = (array, order, labels)
    (options.divisor, options.blanks) = (divide.map { Float($0) }, blanks)
    return options
  }
}

extension SampleOrder: RuledArgument {}

extension BlankPolicy: ExpressibleByArgument {}
