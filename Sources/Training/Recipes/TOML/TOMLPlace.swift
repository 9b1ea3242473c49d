/// A place in a TOML text; lines and columns count from 1, columns in Unicode characters.
struct TOMLPlace: Sendable, Equatable {
  var line = 1
  var column = 1
}

/// Why a text is not TOML: where, what was expected and what was found.
struct TOMLFault: Error, Equatable {
  let place: TOMLPlace
  let expected: String
  let found: String
}
