/// The weights of a model in a PyTorch file, with the names that its layers have, and what is beside them.
package struct TorchStateDict: Sendable {
  /// The tensors under their names without ``strippedPrefix``, in the order of the file.
  package let tensors: TensorCollection
  /// Where in the file they are, such as `model_state_dict`; empty for the whole file.
  package let place: String
  /// What all names began with, such as `module.`; empty for nothing.
  package let strippedPrefix: String
  /// Settings and figures beside the weights, such as `epoch` or `hyper_parameters.latent_dim`.
  package let facts: [String: TorchFact]
  /// Other groups of weights in the file that can be asked for by their place, such as `ema_state_dict`.
  package let alternatives: [String]
  /// What was chosen, stripped or left out, one sentence each.
  package let notes: [String]
}

extension TorchFile {
  /// Finds the weights of the model: the whole file, or what it holds under one of the usual names.
  ///
  /// - Parameter place: One of ``TorchStateDict/alternatives`` instead of the usual names; `nil` for these.
  /// - Returns: The weights, read on demand.
  /// - Throws: ``StorageError`` when there are none, or they break the format.
  package func stateDict(at place: String? = nil) throws(StorageError) -> TorchStateDict {
    var finder = TorchStateFinder(self)
    return try finder.find(at: place)
  }

  /// The tensors as a collection.
  ///
  /// The sum of all elements is bounded by the file, since tensors can share what is stored.
  func collection(_ weights: [TorchWeights.Named]) throws(StorageError) -> TensorCollection {
    var tensors: [String: TorchTensor] = [:]
    var elementCount = 0
    for (name, tensor) in weights {
      elementCount += tensor.count
      guard tensors.updateValue(tensor, forKey: name) == nil else {
        throw .malformed(
          path: path, place: "tensor \"\(name)\"", expected: "unique names", found: "two of it")
      }
      guard elementCount <= 4 * contents.count + TorchTensor.repeatedElementLimit else {
        throw .malformed(
          path: path, place: "tensor \"\(name)\"",
          expected: "as many elements as a file of \(contents.count) bytes can hold",
          found: "\(elementCount)")
      }
    }
    let entries = weights.map {
      TensorCollection.Entry(
        name: $0.name, typeName: $0.tensor.typeName, shape: $0.tensor.shape)
    }
    return TensorCollection(path: path, entries: entries) { [tensors] name throws(StorageError) in
      guard let tensor = tensors[name] else {
        throw .missingTensor(path: path, name: name, available: entries.map(\.name))
      }
      return try read(tensor, name: name)
    }
  }
}
