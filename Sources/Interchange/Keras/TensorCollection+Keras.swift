package import Storage

extension TensorCollection {
  /// The weights of a Keras file, whether it describes the model or not.
  ///
  /// - Parameter path: An HDF5 file or the archive of Keras 3.
  /// - Returns: Its tensors by their paths, those of Keras 2 in the order of the layers.
  /// - Throws: ``InterchangeError`` when the file cannot be read or holds no weights.
  package static func keras(path: String) throws(InterchangeError) -> TensorCollection {
    let file = try KerasFile(path: path)
    switch file.weights {
    case .legacy(let weights, let group):
      let names = group.attributes.kerasTexts("layer_names")
      let ordered = names.compactMap { group.group($0) }.flatMap { member in
        member.attributes.kerasTexts("weight_names").compactMap { name in
          member.allDatasets.first { $0.path.hasSuffix("/\(name)") }
        }
      }
      return TensorCollection(weights, ordered, below: group.path)
    case .byClass(let weights):
      return TensorCollection(weights, weights.datasets, below: "/")
    case nil:
      throw .undetermined(
        path: path, missing: "a configuration without weights",
        advice: "give the file of the weights too")
    }
  }

  private init(_ file: HDF5File, _ datasets: [HDF5Dataset], below group: String) {
    let prefix = group == "/" ? "/" : "\(group)/"
    let numbers = datasets.filter(\.type.holdsNumbers)
    self.init(
      path: file.path,
      entries: numbers.map {
        Entry(
          name: String($0.path.dropFirst(prefix.count)), typeName: $0.type.name, shape: $0.shape)
      },
      read: { name throws(StorageError) in try file.tensor(prefix + name) })
  }
}
