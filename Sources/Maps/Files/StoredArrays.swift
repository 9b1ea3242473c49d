import Storage
import Tensors

/// The arrays of a file, read when they are asked for.
struct StoredArrays {
  /// What is known of an array before it is read.
  struct Entry {
    let name: String
    let shape: [Int]
  }

  /// The file.
  let path: String
  /// The arrays of numbers in the order of the file.
  let entries: [Entry]
  private let read: (String) throws(StorageError) -> Tensor

  /// The single array of a NumPy file.
  init(npy path: String) throws(StorageError) {
    self.path = path
    entries = [Entry(name: "array", shape: try NPY.description(path: path).shape)]
    read = { (_: String) throws(StorageError) in try NPY.read(path: path) }
  }

  /// The arrays of a NumPy archive; those that hold no numbers are left out.
  init(npz path: String) throws(StorageError) {
    let file = try NPZFile(path: path)
    self.path = path
    var entries: [Entry] = []
    for name in file.names {
      do throws(StorageError) {
        entries.append(Entry(name: name, shape: try file.description(of: name).shape))
      } catch {
        // A damaged entry stops the reading; texts and Python's objects are merely of no use here.
        guard case .unsupported = error else { throw error }
      }
    }
    self.entries = entries
    read = { (name: String) throws(StorageError) in try file.tensor(name) }
  }

  /// The tensors of a safetensors file.
  init(safetensors path: String) throws(StorageError) {
    let file = try SafetensorsFile(path: path)
    self.path = path
    entries = file.entries.map { Entry(name: $0.name, shape: $0.shape) }
    read = { (name: String) throws(StorageError) in try file.tensor(name) }
  }

  /// Reads an array.
  func tensor(_ entry: Entry) throws(MapError) -> Tensor {
    do { return try read(entry.name) } catch { throw .storage(error) }
  }

  /// The array of that name, or the only one that can be points.
  ///
  /// - Throws: ``MapError/storage(_:)`` when there is none of that name, ``MapError/ambiguousArray(path:available:)``
  ///   when none or several fit.
  func points(named name: String?) throws(MapError) -> Entry {
    if let name {
      guard let entry = entries.first(where: { $0.name == name }) else {
        throw .storage(.missingTensor(path: path, name: name, available: entries.map(\.name)))
      }
      return entry
    }
    let candidates = entries.count == 1 ? entries : entries.filter { $0.shape.count == 2 }
    guard let entry = candidates.first, candidates.count == 1 else {
      throw .ambiguousArray(
        path: path, available: (candidates.isEmpty ? entries : candidates).map(\.name))
    }
    return entry
  }
}
