import FoundationEssentials
import Models
import Storage

/// Results in a folder as JSON, one file for each key.
///
/// The folder is for what can be made again: a file that is damaged, or of another version of the program, counts as
/// absent, and one that cannot be written is no error to whoever measures. So is a folder that others may write: it is
/// neither believed nor written. It lies in the program's own folder, which has to be as private.
struct ResultCache<Value: Codable & Sendable>: Sendable {
  /// The folder, which is made when something is kept.
  let folder: String
  /// Changes whenever equal inputs give other numbers, or a value is laid out otherwise.
  let version: Int

  /// The longest file that is read; a decoder takes many times its length.
  private static var byteLimit: Int { 1 << 26 }

  /// The value that was kept under a key; `nil` when there is none that can be read.
  func value(_ key: String) -> Value? {
    guard (try? PrivateFolder.check(folder, levels: Self.levels)) != nil,
      let file = try? MappedFile(path: path(key)), file.count <= Self.byteLimit
    else { return nil }
    let data = file.withUnsafeBytes { Data($0) }
    guard let entry = try? JSONDecoder().decode(Entry.self, from: data),
      entry.version == version, entry.key == key
    else { return nil }
    return entry.value
  }

  /// Keeps a value under a key.
  ///
  /// - Throws: `StorageError` when the folder cannot be made or written.
  func keep(_ value: Value, _ key: String) throws(StorageError) {
    guard
      let data = try? JSONEncoder().encode(Entry(version: version, key: key, value: value))
    else {
      preconditionFailure("ResultCache: a number that is not finite in \(Value.self) \(key)")
    }
    try PrivateFolder.make(folder, levels: Self.levels)
    try AtomicFile.write(Array(data), to: path(key))
  }

  private static var levels: Int { 2 }

  private func path(_ key: String) -> String { "\(folder)/\(key).json" }

  private struct Entry: Codable {
    let version: Int
    let key: String
    let value: Value
  }
}

extension ContentHash {
  /// Adds whatever decides what a model does.
  mutating func add(_ checkpoint: DescribedModel) {
    add(checkpoint.model.parameters)
    add(json: checkpoint.model.architecture)
    add(json: checkpoint.model.transform)
    add(json: checkpoint.facts.objective)
    add(json: checkpoint.data)
  }
}
