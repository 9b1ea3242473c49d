import Interchange
import Storage
import TestSupport

extension FuzzTarget {
  /// Bare weights, of which names and shapes say what they are, and the sidecar that says the rest.
  static let stateDicts = [
    FuzzTarget("sidecar") { input, _ in
      let sidecar = try ModelSidecar(toml: input.text(), path: "input.toml")
      let again = try ModelSidecar(toml: sidecar.toml, path: "again.toml")
      precondition(again == sidecar, "a sidecar is not what it was written as:\n\(sidecar.toml)")
    },
    FuzzTarget("state-dict") { input, folder in
      let bytes = SafetensorsFrame.file(header: input.remaining())
      let file = try SafetensorsFile(path: folder.file("input.safetensors", bytes))
      let entries = file.entries.map {
        TensorCollection.Entry(name: $0.name, typeName: $0.typeName, shape: $0.shape)
      }
      let tensors = TensorCollection(path: file.path, entries: entries) {
        name throws(StorageError) in try file.tensor(name)
      }
      precondition(TensorRole.roles(of: entries).count == entries.count, "a tensor without a role")
      _ = try StateDictReading(tensors).model()
    },
  ]
}
