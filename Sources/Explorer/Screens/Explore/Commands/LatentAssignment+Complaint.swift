import Datasets

extension LatentAssignment {
  /// An error in a typed assignment.
  enum Complaint: Error, Equatable, CustomStringConvertible {
    /// Nothing was typed.
    case empty
    /// There is no such latent.
    case unknownLatent(String, count: Int)
    /// The text after `=` is not a number.
    case notANumber(String)
    /// A selector has no such choice.
    case unknownChoice(String, choices: [String], found: String)
    /// A number has a comma that is not a decimal comma here; the associated value is the corrected form.
    case comma(String)
    /// The unit is not the factor's.
    case otherUnit(String, expected: String, found: String)
    /// The value is outside of the slider's range; both are in the unit that was typed.
    case outOfRange(String, value: Float, range: ClosedRange<Float>)
    /// The value is where the latent's factor is out of its bounds, which no slider in the factor's unit reaches; the range
    /// is in the unit that was typed.
    case beyondBounds(String, value: Float, range: ClosedRange<Float>, factor: Factor)

    private static let listedCount = 12

    private static func list(_ choices: [String]) -> String {
      choices.prefix(listedCount).joined(separator: ", ")
        + (choices.count > listedCount ? ", ... (\(choices.count))" : "")
    }

    /// The error in one line.
    var description: String {
      switch self {
      case .empty: "expected a value such as 1.5 or z7=1.5"
      case .unknownLatent(let name, let count):
        "expected z0 to z\(count - 1) or a factor's name, found '\(name)'"
      case .notANumber(let text): "expected a number, found '\(text)'"
      case .unknownChoice(let name, let choices, let found):
        "\(name): expected one of \(Self.list(choices)), found '\(found)'"
      case .comma(let complaint): complaint
      case .otherUnit(let name, let expected, let found):
        "\(name): expected \(expected.isEmpty ? "no unit" : expected), found '\(found)'"
      case .outOfRange(let name, let value, let range):
        "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(value)"
      case .beyondBounds(let name, let value, let range, let factor):
        "\(name): expected \(range.lowerBound) to \(range.upperBound), the bounds of "
          + "\(factor.name) in the data, found \(value); U lifts them"
      }
    }
  }
}
