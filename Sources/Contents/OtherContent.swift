import Storage

/// A file is of another kind than a command opens.
package struct OtherContent: Error, Equatable, CustomStringConvertible {
  /// The file or folder.
  package let path: String
  /// What the command opens.
  package let expected: String
  /// What is there.
  package let found: String
  /// Which command opens it, or why none does.
  package let advice: String

  /// One line that says what the file is and which command opens it.
  package var description: String {
    "\(path): expected \(expected), found \(found); \(advice)"
  }

  /// Makes sure that a file or folder is not known to be of another kind; what is of no kind is left to the reader, which says
  /// why.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - expected: What is opened, for people.
  ///   - kinds: The kinds that are.
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func check(_ path: String, expected: String, kinds: [ContentKind]) throws {
    let content = try ContentKind.Content(path: path, searchesFolder: true)
    guard !kinds.contains(where: { $0.recognises(content) }) else { return }
    let kind = ContentKind.of(content)
    let words: (found: String, advice: String)
    switch (content, kind) {
    case (.file(let start), let kind?):
      words = (
        kind.phrase, start.damage.map { "it is damaged: \($0.reason)" } ?? kind.advice
      )
    case (.folder, let kind?): words = (kind.phrase, kind.advice)
    case (.folder, nil): words = ("a folder without runs", "expected the name of a file in it")
    case (.file, nil): return
    }
    throw OtherContent(path: path, expected: expected, found: words.found, advice: words.advice)
  }

  /// Makes sure that a file is not known to be anything but a model.
  ///
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func checkModel(_ path: String) throws {
    try check(path, expected: ContentKind.model.phrase, kinds: [.model])
  }

  /// Makes sure that a file is not known to be anything but samples.
  ///
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func checkData(_ path: String) throws {
    try check(
      path, expected: "a data set (an array \"samples\", or a table)", kinds: [.dataset, .table])
  }

  /// Makes sure that a file is not known to be anything but a model or points.
  ///
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func checkPoints(_ path: String) throws {
    // Of several arrays, and of those that this program wrote, the reader says which there are.
    try check(
      path, expected: "a model or points",
      kinds: [
        .model, .dataset, .table, .arrays, .severalArrays, .otherArrays, .map, .probe, .traversal,
      ])
  }
}

extension ContentKind {
  /// Which command opens a file of this kind.
  fileprivate var advice: String { "latentty \(invocation) opens it" }
}
