import Interchange
import Storage

extension ModelFormat {
  /// A state dict or a whole module of PyTorch, whatever its container.
  package static let torch = ModelFormat(
    name: "a PyTorch model", endings: ["pt", "pth", "ckpt", "bin", "pkl"],
    recognise: { $0.signature == .torch || $0.signature == .legacyTorch },
    readFiles: { source, options in
      let files = try source.paths.map { try TorchFile(path: $0) }
      var notes: [String] = []
      if files.count == 1, options.sidecar == nil, try files[0].module() != nil {
        do {
          var model = try ForeignModel.torchModule(files[0])
          model.format = files[0].words
          return try model.described(path: source.first, name: source.title)
        } catch InterchangeError.undetermined(_, let missing, _) {
          notes = ["the module is read by its weights: \(missing)"]
        }
      }
      let dictionaries = try files.map { try $0.stateDict() }
      let numbers = dictionaries.flatMap(\.facts).compactMap { name, fact in
        fact.number.map { (name, $0) }
      }
      return try BareWeights(
        tensors: .joined(dictionaries.map(\.tensors), of: source), format: files[0].words,
        facts: Dictionary(numbers, uniquingKeysWith: { first, _ in first }),
        notes: notes + dictionaries.flatMap(\.notes)
      ).described(source, options)
    })

  /// A state dict in safetensors.
  package static let safetensorsWeights = ModelFormat(
    name: "weights in safetensors", endings: [],
    recognise: { $0.signature == .safetensors && $0.metadataKeys.isEmpty && $0.holdsWeights },
    readFiles: { source, options in
      let collections = try source.paths.map { try TensorCollection.safetensors(path: $0) }
      let tensors = TensorCollection.joined(collections, of: source)
      return try BareWeights(
        tensors: tensors, format: "safetensors, \(tensors.entries.count) tensors"
      ).described(source, options)
    })
}

extension FileStart {
  /// Whether the names of the arrays are those of the weights of layers.
  fileprivate var holdsWeights: Bool {
    let endings = [".weight", "/kernel", "/kernel:0", "/vars/0"]
    return arrayNames.contains { name in endings.contains(where: name.hasSuffix) }
  }
}

extension TensorCollection {
  /// The weights of an encoder and a decoder under one roof, each under the name of its half.
  ///
  /// - Parameters:
  ///   - collections: The weights of each file.
  ///   - source: The files.
  /// - Returns: All of them; of a single file unchanged.
  static func joined(_ collections: [TensorCollection], of source: ModelSource) -> TensorCollection
  {
    guard collections.count > 1 else { return collections[0] }
    let halves = zip(source.paths, collections).enumerated().map { index, part in
      let file = part.0.split(separator: "/").last?.lowercased() ?? ""
      let half =
        file.contains("enc") ? "encoder" : file.contains("dec") ? "decoder" : "part\(index)"
      return (prefix: "\(half).", tensors: part.1)
    }
    let entries = halves.flatMap { half in
      half.tensors.entries.map {
        Entry(name: half.prefix + $0.name, typeName: $0.typeName, shape: $0.shape)
      }
    }
    return TensorCollection(path: source.first, entries: entries) { name throws(StorageError) in
      for half in halves where name.hasPrefix(half.prefix) {
        return try half.tensors.tensor(String(name.dropFirst(half.prefix.count)))
      }
      throw .missingTensor(path: source.first, name: name, available: entries.map(\.name))
    }
  }
}
