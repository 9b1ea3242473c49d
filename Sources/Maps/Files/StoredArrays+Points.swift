package import Storage

extension StoredArrays {
  /// Reads an array in its own precision: single, or double for wider numbers.
  func values(_ entry: Entry) throws(MapError) -> ArrayValues {
    try reading { () throws(StorageError) in
      let stored = try elements(entry)
      if entry.elementType?.exceedsSinglePrecision == true {
        return .double(try stored.doubles(path: path, name: entry.name))
      }
      return .single(try stored.floats(path: path, name: entry.name))
    }
  }

  /// The array of that name, or the only one that can be points.
  ///
  /// - Throws: ``MapError/storage(_:)`` when there is none of that name,
  ///   ``MapError/ambiguousArray(path:available:)`` when several fit, ``MapError/noArray(path:found:)`` when none does.
  func points(named name: String?) throws(MapError) -> Entry {
    if let name {
      guard let entry = entry(name) else {
        throw .storage(.missingTensor(path: path, name: name, available: entries.map(\.name)))
      }
      return entry
    }
    let candidates = candidates
    guard candidates.count < 2 else {
      throw .ambiguousArray(path: path, available: candidates.map(\.name))
    }
    guard let entry = candidates.first else {
      throw .noArray(path: path, found: entries.map { "\($0.name) (\($0.typeName))" })
    }
    return entry
  }

  /// The arrays that are taken for points where none is named: the only one that can be read, the one beside labels, or those
  /// with two axes.
  fileprivate var candidates: [Entry] {
    if isSingle { return Array(entries.prefix(1)).filter { $0.elementType != nil || $0.isTable } }
    let readable = entries.filter { $0.elementType != nil || $0.isTable }
    if readable.count == 1 { return readable }
    let matrices = readable.filter { $0.shape.count == 2 || $0.isTable }
    return matrices.isEmpty ? readable : matrices
  }
}

/// The arrays of a file that can be the points of a map.
package enum PointArrays: Sendable, Equatable {
  /// One, which is taken unless another is named.
  case one
  /// Several, one of which has to be named.
  case several
  /// There are arrays, but none with rows of real numbers.
  case none

  /// Looks at the headers of a file's arrays; fails for a file that holds none, or cannot be read.
  package init?(of start: FileStart) {
    guard ArrayFormat.recognising(start) != nil, let file = try? ArrayFile(path: start.path),
      let arrays = try? file.arrays(), !arrays.entries.isEmpty,
      start.signature != .npz || !start.arrayNames.isEmpty
    else { return nil }
    let candidates = arrays.candidates
    if candidates.count > 1 {
      self = .several
    } else {
      self = candidates.first.map { !$0.shape.isEmpty } == true ? .one : .none
    }
  }
}
