import Models
import Storage
import Tensors
import TestSupport

extension FuzzTarget {
  /// Model files, and the states that a run goes on from.
  static let checkpoints = [
    FuzzTarget("checkpoint") { input, folder in
      try readCheckpoint(folder.file("input.safetensors", input.remaining()))
    },
    FuzzTarget("checkpoint-metadata") { input, folder in
      var input = input
      let model = try TinyModel.made.get()
      let keys = model.metadata.keys.sorted()
      var metadata = model.metadata
      metadata[keys[Int(input.byte()) % keys.count]] = input.text()
      let path = folder.path("input.safetensors")
      try SafetensorsWriter.write(model.tensors, metadata: metadata, to: path)
      try readCheckpoint(path)
    },
    FuzzTarget("checkpoint-values") { input, folder in
      let model = try TinyModel.made.get()
      let path = folder.path("input.safetensors")
      try SafetensorsWriter.write(
        edited(model.tensors, by: input), metadata: model.metadata, to: path)
      try readCheckpoint(path)
    },
    FuzzTarget("run-state") { input, folder in
      try TinyRun.made.get().resume(in: folder, state: input)
    },
  ]
}

/// Opens a model and uses it once in either direction.
private func readCheckpoint(_ path: String) throws {
  let model = try ModelFormat.open(path: path).model
  guard model.output == .sample else { return }
  let decoded = model.decode(Tensor(shape: [1, model.latentCount]) { $0.update(repeating: 0) })
  precondition(decoded.shape == [1] + model.sampleShape, "\(decoded.shape) decoded")
  guard model.hasEncoder else { return }
  let encoded = model.encode(decoded)
  precondition(encoded.mean.shape == [1, model.latentCount], "\(encoded.mean.shape) encoded")
}

/// Tensors with some elements replaced: every edit is a tensor, a place in it and a value.
func edited(_ tensors: [NamedTensor], by input: FuzzInput) -> [NamedTensor] {
  var input = input
  var edited = tensors
  while !input.isEmpty {
    let index = Int(input.byte()) % tensors.count
    let (place, value) = (input.word(), input.float())
    var elements = edited[index].tensor.elements
    if elements.isEmpty { continue }
    elements[place % elements.count] = value
    edited[index] = NamedTensor(
      edited[index].name, Tensor(shape: edited[index].tensor.shape, elements: elements))
  }
  return edited
}
