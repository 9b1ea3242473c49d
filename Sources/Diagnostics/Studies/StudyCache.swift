import FoundationEssentials
package import Models
import Storage

/// Results of studies as JSON files in a folder, one for each combination of definition, weights, samples and
/// settings.
///
/// Everything in the folder can be computed again: a file that is damaged, or from another version of the
/// program, is ignored, and a failure to write one is not an error. A folder that others may write to is
/// neither read nor written; the same holds for the program's folder around it.
package struct StudyCache: Sendable {
  /// The folder, created when something is cached.
  package let folder: String

  /// The longest file that is read, because a decoder takes many times its length in memory.
  private static let byteLimit = 1 << 26
  private static let levels = 2

  /// Creates a cache in a folder.
  package init(folder: String) {
    self.folder = folder
  }

  /// The key of a study: everything that determines its result, and the definition in words.
  static func key<Work: Study>(of study: Work) -> String {
    ContentHash.text { hash in
      hash.add(Work.Result.definition)
      study.addInputs(to: &hash)
    }
  }

  /// The cached result under a key; `nil` when there is none that can be read.
  func result<Result: StudyResult>(_ key: String) -> Result? {
    guard (try? PrivateFolder.check(folder, levels: Self.levels)) != nil,
      let file = try? MappedFile(path: path(key)), file.count <= Self.byteLimit
    else { return nil }
    let data = file.withUnsafeBytes { Data($0) }
    guard let entry = try? JSONDecoder().decode(Entry<Result>.self, from: data),
      entry.key == key, entry.value.isSound
    else { return nil }
    return entry.value
  }

  /// Caches a result under a key.
  ///
  /// - Throws: `StorageError` when the folder cannot be created or written.
  func keep<Result: StudyResult>(_ result: Result, _ key: String) throws(StorageError) {
    guard let data = try? JSONEncoder().encode(Entry(key: key, value: result)) else {
      preconditionFailure("StudyCache: a number that is not finite in \(Result.self) \(key)")
    }
    try PrivateFolder.make(folder, levels: Self.levels)
    try AtomicFile.write(Array(data), to: path(key))
  }

  private func path(_ key: String) -> String { "\(folder)/\(key).json" }

  private struct Entry<Value: Codable>: Codable {
    let key: String
    let value: Value
  }
}

extension ContentHash {
  /// Adds everything that determines a model's output.
  package mutating func add(_ checkpoint: DescribedModel) {
    add(checkpoint.model.parameters)
    add(json: checkpoint.model.architecture)
    add(json: checkpoint.model.transform)
    add(json: checkpoint.facts.objective)
    add(json: checkpoint.data)
  }
}
