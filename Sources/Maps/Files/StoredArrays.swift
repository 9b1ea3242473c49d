package import Storage
import Tensors

/// The arrays of a file, read when they are asked for.
struct StoredArrays {
  /// The description of an array before it is read.
  struct Entry {
    let name: String
    let shape: [Int]
    /// The type of its numbers; `nil` where it has none.
    let elementType: ElementType?
    let typeName: String
    /// Whether its elements are structures or texts, which are read as columns.
    var isTable = false
    var holdsTexts = false
  }

  /// The file.
  let path: String
  /// The arrays in the order of the file, also those that cannot be read.
  let entries: [Entry]
  private let source: Source

  private enum Source {
    case npy(String)
    case npz(NPZFile)
    case safetensors(SafetensorsFile)
  }

  /// The single array of a NumPy file.
  init(npy path: String) throws(StorageError) {
    self.path = path
    source = .npy(path)
    entries = [Entry(name: "array", try NPY.description(path: path))]
  }

  /// The arrays of a NumPy archive.
  init(npz path: String) throws(StorageError) {
    let file = try NPZFile(path: path)
    self.path = path
    source = .npz(file)
    var entries: [Entry] = []
    for name in file.names {
      let description = try file.description(of: name)
      entries.append(
        description.map { Entry(name: name, $0) }
          ?? Entry(name: name, shape: [], elementType: nil, typeName: "not an array"))
    }
    self.entries = entries
  }

  /// The tensors of a safetensors file.
  init(safetensors path: String) throws(StorageError) {
    let file = try SafetensorsFile(path: path)
    self.path = path
    source = .safetensors(file)
    entries = file.entries.map {
      Entry(name: $0.name, shape: $0.shape, elementType: $0.elementType, typeName: $0.typeName)
    }
  }

  /// Reads an array in its own precision: single, or double for wider numbers.
  func elements(_ entry: Entry) throws(MapError) -> StoredElements {
    try reading { () throws(StorageError) in
      if entry.elementType?.exceedsSinglePrecision == true {
        return .double(try doubles(entry.name).elements)
      }
      return .single(try tensor(entry.name).elements)
    }
  }

  /// Reads an array of structures or texts.
  func columns(_ entry: Entry) throws(MapError) -> [StoredColumn] {
    try reading { () throws(StorageError) in
      switch source {
      case .npy(let path): try NPY.columns(path: path)
      case .npz(let file): try file.columns(entry.name)
      case .safetensors: []
      }
    }
  }

  private func tensor(_ name: String) throws(StorageError) -> Tensor {
    switch source {
    case .npy(let path): try NPY.read(path: path)
    case .npz(let file): try file.tensor(name)
    case .safetensors(let file): try file.tensor(name)
    }
  }

  private func doubles(_ name: String) throws(StorageError) -> StoredArray<Double> {
    switch source {
    case .npy(let path): try NPY.doubles(path: path)
    case .npz(let file): try file.doubles(name)
    case .safetensors(let file): try file.doubles(name)
    }
  }

  /// The array of that name, or the only one that can be points.
  ///
  /// - Throws: ``MapError/storage(_:)`` when there is none of that name,
  ///   ``MapError/ambiguousArray(path:available:)`` when several fit, ``MapError/noArray(path:found:)`` when none does.
  func points(named name: String?) throws(MapError) -> Entry {
    if let name {
      guard let entry = entries.first(where: { $0.name == name }) else {
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

  /// The arrays that are taken for points where none is named: the only one that can be read, or those with two axes.
  fileprivate var candidates: [Entry] {
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
    let arrays: StoredArrays?
    switch start.signature {
    case .npy: arrays = try? StoredArrays(npy: start.path)
    case .npz where !start.arrayNames.isEmpty: arrays = try? StoredArrays(npz: start.path)
    case .safetensors: arrays = try? StoredArrays(safetensors: start.path)
    case .npz, .png, nil: return nil
    }
    guard let arrays, !arrays.entries.isEmpty else { return nil }
    let candidates = arrays.candidates
    if candidates.count > 1 {
      self = .several
    } else {
      self = candidates.first.map { !$0.shape.isEmpty } == true ? .one : .none
    }
  }
}

extension StoredArrays.Entry {
  init(name: String, _ description: ArrayDescription) {
    self.init(
      name: name, shape: description.shape, elementType: description.elementType,
      typeName: description.typeName, isTable: description.isTable,
      holdsTexts: description.holdsTexts)
  }
}
