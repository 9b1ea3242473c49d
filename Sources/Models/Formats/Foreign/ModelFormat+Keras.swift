import Interchange
import Storage

extension ModelFormat {
  /// A model of Keras 2 or 3, in HDF5 or in the archive of Keras 3.
  package static let keras = ModelFormat(
    name: "a Keras model", endings: ["keras"],
    recognise: { $0.signature == .keras || $0.holdsKerasModel },
    readFiles: { source, options in
      if options.sidecar == nil, options.choice == nil,
        try FileKind(path: source.sidecarPath) == nil
      {
        do {
          return try ForeignModel.keras(paths: source.paths, latents: options.latents)
            .described(path: source.first, name: source.title)
        } catch InterchangeError.undetermined(let path, let missing, let advice) {
          guard let tensors = try? TensorCollection.keras(path: source.first) else {
            throw InterchangeError.undetermined(path: path, missing: missing, advice: advice)
          }
          return try BareWeights(
            tensors: tensors, format: "Keras weights, \(tensors.entries.count) tensors",
            notes: [missing]
          ).described(source, options)
        }
      }
      let tensors = try TensorCollection.keras(path: source.first)
      return try BareWeights(
        tensors: tensors, format: "Keras weights, \(tensors.entries.count) tensors"
      ).described(source, options)
    })
}

extension FileStart {
  /// Whether an HDF5 file holds what Keras writes, and not data.
  fileprivate var holdsKerasModel: Bool {
    guard signature == .hdf5, let root = try? HDF5File(path: path).root else { return false }
    let marks: Set = ["model_config", "keras_version", "layer_names", "backend"]
    let groups: Set = ["model_weights", "layers", "_layer_checkpoint_dependencies"]
    return root.attributes.contains { marks.contains($0.name) }
      || root.groups.contains { groups.contains($0.name) }
  }
}
