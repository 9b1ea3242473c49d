import Storage

/// Which array of a file holds the samples.
struct ArrayChoice {
  let arrays: StoredArrays
  let options: DataOptions

  /// The largest array is meant if it has so many times the elements of the next.
  private static let standingOut = 2.0
  private static let mostListed = 8

  /// The array, with a note where it was inferred from several.
  ///
  /// - Throws: `DatasetError.storage` when there is none of the given name, `DatasetError.notADataset` when none or several
  ///   may be meant.
  func chosen() throws(DatasetError) -> (entry: StoredArrays.Entry, notes: [String]) {
    if let name = options.array {
      guard let entry = arrays.entry(name) else {
        throw .storage(
          .missingTensor(path: arrays.path, name: name, available: arrays.entries.map(\.name)))
      }
      return (entry, [])
    }
    if let entry = arrays.entry(DatasetFormat.samples) { return (entry, []) }
    let all = arrays.entries.filter(Self.mayBeSamples)
    if let only = all.first, arrays.isSingle || arrays.entries.count == 1 { return (only, []) }
    let unlabelled = all.filter { !FactorArrays.isLabel($0) }
    let candidates = (unlabelled.isEmpty ? all : unlabelled).sorted {
      Self.size($0) > Self.size($1)
    }
    guard let largest = candidates.first else { throw none }
    guard candidates.count == 1 || standsOut(largest, before: candidates[1]) else {
      throw several(candidates)
    }
    let others = arrays.entries.count - 1
    return (
      largest,
      [
        "the samples are the array \(largest.name) \(largest.shape)"
          + (others > 0 ? "; --array names another" : "")
      ]
    )
  }

  /// Whether an array may be samples: numbers of two axes or more, or rows of a table.
  private static func mayBeSamples(_ entry: StoredArrays.Entry) -> Bool {
    entry.isTable || entry.elementType != nil && entry.shape.count >= 2
  }

  private static func size(_ entry: StoredArrays.Entry) -> Double {
    entry.shape.reduce(1) { $0 * Double($1) }
  }

  /// Pictures stand out before vectors of the same samples, such as their codes.
  private func standsOut(_ entry: StoredArrays.Entry, before next: StoredArrays.Entry) -> Bool {
    Self.size(entry) >= Self.standingOut * Self.size(next)
      || entry.shape.first == next.shape.first && entry.shape.count > 2 && next.shape.count == 2
  }

  private var none: DatasetError {
    .notADataset(
      path: arrays.path, expected: "an array of numbers with at least two axes",
      found: Self.list(arrays.entries))
  }

  private func several(_ candidates: [StoredArrays.Entry]) -> DatasetError {
    .notADataset(
      path: arrays.path, expected: "one array of samples",
      found: Self.list(candidates) + "; --array NAME takes one")
  }

  private static func list(_ entries: [StoredArrays.Entry]) -> String {
    if entries.isEmpty { return "no arrays" }
    let shown = entries.prefix(mostListed).map { "\"\($0.name)\" \($0.typeName) \($0.shape)" }
    let rest = entries.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
