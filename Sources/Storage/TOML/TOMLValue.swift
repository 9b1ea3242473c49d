/// A value of a TOML text.
package enum TOMLValue: Sendable, Equatable {
  /// An integer.
  case integer(Int)
  /// A number with a fraction or an exponent.
  case number(Double)
  /// A string.
  case text(String)
  /// `true` or `false`.
  case flag(Bool)
  /// An array.
  case list([TOMLValue])
  /// A value that nothing here takes, for example a date; the associated value names its type.
  case unsupported(String)
}

extension TOMLValue {
  /// The value of a text in which quotes are optional: its TOML value, or else the text itself.
  package init(typed text: String) {
    var scanner = TOMLScanner(text)
    scanner.skipBlanks()
    guard let value = try? scanner.value() else {
      self = .text(text)
      return
    }
    scanner.skipBlanks()
    if case .unsupported = value {
      self = .text(text)
    } else {
      self = scanner.current == nil ? value : .text(text)
    }
  }

  /// The value without quotes, as typed after `--set key=`.
  package var plainText: String {
    if case .text(let text) = self { text } else { tomlText }
  }

  /// The value in TOML syntax.
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

  /// The value as a number; `nil` unless it is an integer or a fraction.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The elements of a list of integers; `nil` for anything else.
  package var integers: [Int]? {
    guard case .list(let values) = self else { return nil }
    var integers: [Int] = []
    for case .integer(let value) in values { integers.append(value) }
    return integers.count == values.count ? integers : nil
  }

  /// The elements of a list of strings; `nil` for anything else.
  package var texts: [String]? {
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
