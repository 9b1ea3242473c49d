import ArgumentParser

/// One setting and the values that a scan gives it.
struct ScanRange {
  /// `section.key`.
  let setting: String
  /// The values as they were typed.
  let values: [String]

  /// Reads `section.key=value,value`.
  ///
  /// - Throws: `ValidationError` without a setting, with fewer than two values, or with one twice.
  init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    setting = String(parts[0])
    values = parts.dropFirst().flatMap {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    .map(String.init)
    guard setting.contains("."), values.count > 1, values.allSatisfy({ !$0.isEmpty }),
      Set(values).count == values.count
    else {
      throw ValidationError(
        "expected section.key=value,value with different values, found \(argument)")
    }
  }

  /// What stands after `--set` for one value.
  func assignment(_ value: String) -> String { "\(setting)=\(value)" }

  /// The folder of one value's run.
  func path(of value: String, in folder: String) -> String { "\(folder)/\(assignment(value))" }
}
