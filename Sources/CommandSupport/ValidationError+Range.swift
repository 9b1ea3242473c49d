package import ArgumentParser

extension ValidationError {
  /// Refuses a number outside a range.
  ///
  /// - Parameters:
  ///   - option: The option as it is typed, `--count`.
  ///   - value: The number.
  ///   - range: The numbers that are allowed.
  /// - Throws: The refusal.
  package static func check(
    _ option: String, _ value: Int, in range: ClosedRange<Int>
  ) throws(ValidationError) {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option): expected a number from \(range.lowerBound) to \(range.upperBound), found \(value)"
      )
    }
  }
}
