/// A place in a TOML text; lines and columns count from 1, columns in Unicode characters.
package struct TOMLPlace: Sendable, Equatable {
  /// The line.
  package var line = 1
  /// The character in the line.
  package var column = 1
}

/// Why a text is not TOML: where, what was expected and what was found.
package struct TOMLFault: Error, Equatable {
  /// Where.
  package let place: TOMLPlace
  /// What TOML has there.
  package let expected: String
  /// What is there.
  package let found: String
}
