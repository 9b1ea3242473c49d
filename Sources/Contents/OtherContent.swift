/// A file is of another kind than a command opens.
package struct OtherContent: Error, Equatable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// What the command opens.
  package let expected: ContentKind
  /// What the file is.
  package let found: ContentKind

  /// One line that says what the file is and which command opens it.
  package var description: String {
    "\(path): expected \(expected.phrase), found \(found.phrase); latentty \(found.command) opens it"
  }

  /// Makes sure that a file is not known to be of another kind; what is of no kind is left to the reader, which says why.
  ///
  /// - Parameters:
  ///   - expected: The kind that is opened.
  ///   - path: The file.
  ///   - others: Kinds that are read as well.
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func check(
    for expected: ContentKind, at path: String, orAnyOf others: [ContentKind] = []
  ) throws {
    guard let found = try ContentKind.of(path: path), found != expected, !others.contains(found)
    else { return }
    throw OtherContent(path: path, expected: expected, found: found)
  }
}
