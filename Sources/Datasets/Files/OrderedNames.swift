/// Whether the names of columns do no more than count up, so that what they name is the axis of a curve.
enum OrderedNames {
  /// Fewer points than this are no curve.
  private static let leastCount = 3

  /// Whether names are the same text before numbers that rise: `0, 1, 2`, `400.5, 401`, `x_1, x_2`, `pixel0, pixel1`.
  static func areOrdered(_ names: [String]) -> Bool {
    guard names.count >= leastCount else { return false }
    let parts = names.map(split)
    guard let stem = parts.first?.stem, parts.allSatisfy({ $0.stem == stem }) else { return false }
    let numbers = parts.compactMap(\.number)
    return numbers.count == names.count && zip(numbers, numbers.dropFirst()).allSatisfy(<)
  }

  /// A name as what stands before its last number, and that number.
  private static func split(_ name: String) -> (stem: Substring, number: Double?) {
    if let number = Double(name) { return ("", number) }
    let digits = name.reversed().prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let stem = name.dropLast(digits.count)
    return (stem, Double(name.suffix(digits.count)))
  }
}
