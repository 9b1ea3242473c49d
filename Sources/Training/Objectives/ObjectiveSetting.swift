import Networks
package import Storage

/// A setting of an objective or of a likelihood, in the section `[objective]` of recipes.
package struct ObjectiveSetting: Sendable {
  /// The key.
  package let key: String
  /// A description in one sentence.
  package let summary: String
  /// The value when a recipe gives none.
  package let defaultValue: TOMLValue
  /// What a value must be, for errors: "a number from 0 to 1".
  package let expected: String
  /// Converts a value to the form that a recipe stores; `nil` when it is not what is expected.
  package let normalized: @Sendable (TOMLValue) -> TOMLValue?

  /// A number in a range.
  package static func number(
    _ key: String, default value: Double, _ range: ClosedRange<Double>, _ summary: String
  ) -> ObjectiveSetting {
    ObjectiveSetting(
      key: key, summary: summary, defaultValue: .number(value),
      expected: "a number from \(range.lowerBound) to \(range.upperBound)",
      normalized: { value in
        guard let number = value.double, range.contains(number) else { return nil }
        return .number(number)
      })
  }

  /// One of several names.
  package static func choice(
    _ key: String, default value: String, of names: [String], _ summary: String
  ) -> ObjectiveSetting {
    ObjectiveSetting(
      key: key, summary: summary, defaultValue: .text(value),
      expected: "one of \(names.joined(separator: ", "))",
      normalized: { value in
        guard case .text(let text) = value, names.contains(text) else { return nil }
        return value
      })
  }

  /// A list of names.
  package static func names(_ key: String, _ summary: String) -> ObjectiveSetting {
    ObjectiveSetting(
      key: key, summary: summary, defaultValue: .list([]), expected: "a list of names",
      normalized: { value in
        guard let names = value.texts, names.allSatisfy({ $0 != "" }) else { return nil }
        return value
      })
  }

  /// The settings of a likelihood.
  static func settings(of likelihood: any Likelihood.Type) -> [ObjectiveSetting] {
    likelihood.settings.map { .number($0.name, default: $0.defaultValue, $0.range, $0.summary) }
  }
}
