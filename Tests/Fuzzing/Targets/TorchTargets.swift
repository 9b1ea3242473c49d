import Interchange
import Storage
import Tensors
import TestSupport

extension FuzzTarget {
  /// Files of PyTorch and plain pickles, as they are and with a sound archive around a pickle.
  static let torch = [
    FuzzTarget("pickle") { input, folder in
      try readTorch(folder.file("input.pt", input.remaining()))
    },
    FuzzTarget("torch-archive") { input, folder in
      try readTorch(folder.file("input.pt", TorchFrame.file(pickle: input.remaining())))
    },
  ]
}

private func readTorch(_ path: String) throws {
  let file = try TorchFile(path: path)
  precondition(!file.words.isEmpty, "no words for \(file.container)")
  attempt { _ = try file.tree() }
  attempt { _ = try file.module() }
  attempt {
    let model = try ForeignModel.torchModule(file)
    precondition(model.sampleShape.count == 3, "\(model.sampleShape)")
  }
  let tensors = try file.stateDict().tensors
  for entry in tensors.entries.prefix(64) {
    attempt {
      let tensor = try tensors.tensor(entry.name)
      precondition(tensor.shape == entry.shape, "\(tensor.shape) for \(entry)")
    }
  }
}
