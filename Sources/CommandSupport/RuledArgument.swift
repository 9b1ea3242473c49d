import ArgumentParser

/// The value of an option that is read by a rule of its own, given to `@Option(transform: Value.parse)`.
package protocol RuledArgument {
  /// What a text must be, for errors.
  static var expected: String { get }
  /// Reads a text; `nil` if it does not follow the rule.
  init?(argument: String)
}

extension RuledArgument {
  /// Reads a text.
  ///
  /// - Throws: `ValidationError` with what was expected and what was found.
  package static func parse(_ text: String) throws -> Self {
    guard let value = Self(argument: text) else {
      throw ValidationError("expected \(expected), found \(text)")
    }
    return value
  }
}
