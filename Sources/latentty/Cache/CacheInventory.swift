import Datasets
import Storage

/// What lies in the cache folder, and what of it is the program's own.
struct CacheInventory {
  /// What a file of the cache is for.
  enum Kind: String, CaseIterable {
    /// Simulated data sets.
    case datasets
    /// Diagnoses and comparisons of anomalies.
    case diagnoses
    /// What a killed writer left behind.
    case unfinished

    /// The kind in words.
    var title: String {
      switch self {
      case .datasets: "data sets"
      case .diagnoses: "diagnoses"
      case .unfinished: "unfinished files"
      }
    }
  }

  /// A file of the program's own.
  private struct Item {
    let folder: HeldFolder
    let name: String
    let kind: Kind
    let byteCount: Int
  }

  private var items: [Item] = []
  /// How many things lie there that are not the program's own, or are being written.
  private(set) var otherCount = 0

  /// Looks at a cache folder.
  ///
  /// - Parameter path: The folder; one that is not there holds nothing.
  /// - Throws: `StorageError` when it is not private, or cannot be read.
  init(path: String) throws(StorageError) {
    try PrivateFolder.check(path)
    try add(path) { Self.isDataset($0) ? .datasets : nil }
    let diagnoses = "\(path)/\(CacheFolder.diagnosesName)"
    try PrivateFolder.check(diagnoses)
    try add(diagnoses) { Self.isDiagnosis($0) ? .diagnoses : nil }
  }

  /// The number of files and of their bytes.
  func total(_ kind: Kind) -> (files: Int, bytes: Int) {
    let chosen = items.filter { $0.kind == kind }
    return (chosen.count, chosen.reduce(0) { $0 + $1.byteCount })
  }

  /// Deletes the program's own files.
  ///
  /// - Throws: `StorageError` of the first that cannot be deleted; those before it are gone.
  mutating func clear() throws(StorageError) {
    while let item = items.last {
      try item.folder.delete(item.name)
      items.removeLast()
    }
  }

  private mutating func add(_ path: String, _ kind: (String) -> Kind?) throws(StorageError) {
    // One that is not there holds nothing.
    guard FileIdentity(path: path) != nil else { return }
    let folder = try HeldFolder(path: path)
    let (files, otherCount) = try folder.files()
    self.otherCount += otherCount
    for file in files {
      let isLeft = UnfinishedFile.isName(file.name) && !folder.isWritten(file.name)
      if file.isOwn, let kind = isLeft ? .unfinished : kind(file.name) {
        items.append(
          Item(folder: folder, name: file.name, kind: kind, byteCount: file.byteCount))
      } else {
        self.otherCount += 1
      }
    }
  }

  /// `NAME-HASH.safetensors` of one of the simulators.
  private static func isDataset(_ name: String) -> Bool {
    DatasetGenerators.names.contains { generator in
      guard name.hasPrefix("\(generator)-"), name.hasSuffix(".safetensors") else { return false }
      let hash = name.dropFirst(generator.count + 1).dropLast(".safetensors".count)
      return UInt64(hash, radix: 36) != nil && !hash.contains { $0.isUppercase || $0 == "+" }
    }
  }

  /// A hash in 16 hexadecimal digits.
  private static func isDiagnosis(_ name: String) -> Bool {
    guard name.hasSuffix(".json") else { return false }
    let hash = name.dropLast(".json".count)
    return hash.count == 16 && UInt64(hash, radix: 16) != nil
      && !hash.contains { $0.isUppercase || $0 == "+" }
  }
}
