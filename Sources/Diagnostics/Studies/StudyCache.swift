import FoundationEssentials
package import Models
import Storage

/// Results of studies in a folder as JSON, one file for each combination of definition, weights, samples and settings.
///
/// The folder is for what can be made again: a file that is damaged, or of another version of the program, counts as
/// absent, and one that cannot be written is no error to whoever measures. So is a folder that others may write: it is
/// neither believed nor written. It lies in the program's own folder, which has to be as private.
package struct StudyCache: Sendable {
  /// The folder, which is made when something is cached.
  package let folder: String

  /// The longest file that is read; a decoder takes many times its length.
  private static let byteLimit = 1 << 26
  private static let levels = 2

  /// Creates a cache in a folder.
  package init(folder: String) {
    self.folder = folder
  }

  /// The key of a study: whatever decides its result, and the code's own words for what is measured.
  static func key<Work: Study>(of study: Work) -> String {
    ContentHash.text { hash in
      hash.add(Work.Result.definition)
      study.addInputs(to: &hash)
    }
  }

  /// The result that is cached under a key; `nil` when there is none that can be read.
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
  /// - Throws: `StorageError` when the folder cannot be made or written.
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
  /// Adds whatever decides what a model does.
  package mutating func add(_ checkpoint: DescribedModel) {
    add(checkpoint.model.parameters)
    add(json: checkpoint.model.architecture)
    add(json: checkpoint.model.transform)
    add(json: checkpoint.facts.objective)
    add(json: checkpoint.data)
  }
}
