import Models
import Runs
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
  /// What it is; `nil` where nothing opens it, or it is damaged.
  package let kind: ContentKind?

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
    switch (content, kind) {
    case (.file(let start), let kind?):
      let damage = start.damage.map { "it is damaged: \($0.reason)" }
      throw OtherContent(
        path: path, expected: expected, found: kind.phrase, advice: damage ?? kind.advice,
        kind: damage == nil ? kind : nil)
    case (.folder, let kind?):
      throw OtherContent(
        path: path, expected: expected, found: kind.phrase, advice: kind.advice, kind: kind)
    case (.folder, nil):
      throw OtherContent(
        path: path, expected: expected, found: "a folder without a model or runs",
        advice: "expected the name of a file in it", kind: nil)
    case (.file(let start), nil):
      if RunFormat.recognising(named: start) != nil {
        throw OtherContent(
          path: path, expected: expected, found: ContentKind.log.phrase,
          advice: ContentKind.log.advice, kind: .log)
      }
    }
  }

  /// Makes sure that a file is not known to be anything but a model.
  ///
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func checkModel(_ path: String) throws {
    if try FileKind(path: path) == .folder, !ModelSource.holdsModel(folder: path) {
      return try check(path, expected: ContentKind.model.phrase, kinds: [.model])
    }
    for file in try ModelSource(named: path).paths { try checkModelFile(file) }
  }

  private static func checkModelFile(_ path: String) throws {
    try check(path, expected: ContentKind.model.phrase, kinds: [.model])
    // The reader of models says where its own format is damaged; a damaged archive is of no kind.
    let start: FileStart
    do { start = try FileStart(path: path) } catch { return }
    guard start.signature == .npz, let damage = start.damage else { return }
    throw OtherContent(
      path: path, expected: ContentKind.model.phrase, found: start.words,
      advice: "it is damaged: \(damage.reason)", kind: nil)
  }

  /// Makes sure that a file is not known to be anything but samples.
  ///
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func checkData(_ path: String) throws {
    // What this program wrote of codes and points has arrays too, which are no samples.
    let own: [ContentKind] = [.map, .probe, .traversal, .trainingState]
    let isOwn = try ContentKind.of(path: path).map(own.contains) == true
    try check(
      path, expected: "a data set (arrays, a table or a folder of pictures)",
      kinds: [.dataset, .table]
        + (isOwn ? [] : [.arrays, .severalArrays, .otherArrays, .pictures]))
  }

  /// Makes sure that a file is not known to be anything but a model or points.
  ///
  /// - Throws: ``OtherContent``; `StorageError` when it cannot be looked at.
  package static func checkPoints(_ path: String) throws {
    // Of several arrays, and of those that this program wrote, the reader says which there are.
    try check(
      path, expected: "a model or points",
      kinds: [
        .model, .dataset, .table, .arrays, .severalArrays, .otherArrays, .pictures, .map, .probe,
        .traversal,
      ])
  }
}

extension ContentKind {
  /// Which command opens a file of this kind.
  fileprivate var advice: String { "latentty \(invocation) opens it" }
}
