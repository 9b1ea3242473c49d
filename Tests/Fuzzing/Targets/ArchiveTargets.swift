import Datasets
import Maps
import Storage
import Tensors
import TestSupport

extension FuzzTarget {
  /// NumPy archives, by every reader that takes them.
  static let archives = [
    FuzzTarget("npz") { input, folder in
      try readArchive(folder.file("input.npz", input.remaining()))
    },
    FuzzTarget("npz-entries") { input, folder in
      try readArchive(folder.file("input.npz", ZipFrame.file(input)))
    },
  ]
}

private func readArchive(_ path: String) throws {
  attempt { readSamples(of: try Dataset.open(path: path)) }
  attempt { _ = try MapPoints(contentsOf: path) }
  let file = try NPZFile(path: path)
  for name in file.names {
    guard let description = try file.description(of: name) else { continue }
    if description.elementType == nil {
      attempt { _ = try file.columns(name) }
      continue
    }
    let tensor = try file.tensor(name)
    precondition(tensor.shape == description.shape, "\(tensor.shape) for \(description)")
  }
}
