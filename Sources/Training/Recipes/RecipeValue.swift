/// A value of a recipe's setting, as TOML knows them.
package enum RecipeValue: Sendable, Equatable {
  /// A whole number.
  case integer(Int)
  /// A number with a fraction or an exponent.
  case number(Double)
  /// A text.
  case text(String)
  /// `true` or `false`.
  case flag(Bool)
  /// Values in an order.
  case list([RecipeValue])
  /// A value that no setting takes, for example a date; its kind in words.
  case unsupported(String)
}

extension RecipeValue {
  /// The value without quotes, as a user types it after `--set key=`.
  package var plainText: String {
    if case .text(let text) = self { text } else { tomlText }
  }

  /// The value as a TOML document spells it.
  package var tomlText: String {
    switch self {
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .flag(let value): String(value)
    case .text(let text): Self.quoted(text)
    case .list(let values): "[" + values.map(\.tomlText).joined(separator: ", ") + "]"
    case .unsupported(let kind): kind
    }
  }

  /// The number that an integer or a fraction stands for.
  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The integers of a list that holds nothing else.
  var integers: [Int]? {
    guard case .list(let values) = self else { return nil }
    var integers: [Int] = []
    for case .integer(let value) in values { integers.append(value) }
    return integers.count == values.count ? integers : nil
  }

  /// The texts of a list that holds nothing else.
  var texts: [String]? {
    guard case .list(let values) = self else { return nil }
    var texts: [String] = []
    for case .text(let text) in values { texts.append(text) }
    return texts.count == values.count ? texts : nil
  }

  /// A TOML basic string: quotes, backslashes and control characters are escaped.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
