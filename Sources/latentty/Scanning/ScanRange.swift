import ArgumentParser
import CommandSupport
import Explorer

/// One setting and the values that a scan gives it.
struct ScanRange {
  /// `section.key`.
  let setting: String
  /// The values as they were typed.
  let values: [String]

  /// Reads `section.key=value,value`; blanks about a value do not count.
  ///
  /// - Throws: `ValidationError` without a setting, with fewer than two values, with one twice, or where a comma may stand in a
  ///   number.
  init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    setting = String(parts[0])
    values = parts.dropFirst().flatMap {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    .map { String($0.drop { $0 == " " }) }
    if DecimalNotation.system.allowsComma, let pair = Self.digitsAboutComma(in: argument) {
      throw ValidationError(
        "\(pair) may be one number here: write \(pair.split(separator: ",").joined(separator: ", ")) for two values, "
          + "and a point in a number, found \(argument)")
    }
    guard setting.contains("."), values.count > 1, values.allSatisfy({ !$0.isEmpty }),
      Set(values).count == values.count
    else {
      throw ValidationError(
        "expected section.key=value,value with different values, found \(argument)")
    }
  }

  /// The first two values with nothing but digits and a comma between them; `nil` for none.
  private static func digitsAboutComma(in argument: String) -> String? {
    let parts = argument.drop { $0 != "=" }.dropFirst().split(separator: ",")
    func isWhole(_ part: Substring) -> Bool { part.allSatisfy { $0.isASCII && $0.isNumber } }
    return zip(parts, parts.dropFirst()).first { isWhole($0) && isWhole($1) }.map { "\($0),\($1)" }
  }

  /// What stands after `--set` for one value.
  func assignment(_ value: String) -> String { "\(setting)=\(value)" }

  /// The folder of one value's run.
  func path(of value: String, in folder: String) -> String { "\(folder)/\(assignment(value))" }
}
