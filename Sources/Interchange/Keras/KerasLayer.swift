import Storage

/// The output of a layer's call, by which Keras names a tensor.
struct KerasTensor: Hashable {
  let layer: String
  let call: Int
  let output: Int
}

/// One use of a layer in a model: what it is called with.
struct KerasCall {
  enum Input {
    /// A tensor, and its extents without the batch where the file says all of them.
    case tensor(KerasTensor, shape: [Int]?)
    case number(Double)
  }

  let inputs: [Input]
}

/// A layer of a Keras model as the configuration describes it.
struct KerasLayer {
  let className: String
  let name: String
  /// The names of the models around it and its own, with slashes between them.
  let path: String
  let config: JSONValue
  let calls: [KerasCall]
  /// The layers of a layer that is a model itself.
  let model: KerasModel?
}

/// A Sequential or Functional model as the configuration describes it.
struct KerasModel {
  let name: String
  let layers: [KerasLayer]
  let inputs: [KerasTensor]
  let outputs: [KerasTensor]

  /// All layers that are no models, whatever their depth.
  var leaves: [KerasLayer] {
    layers.flatMap { (layer) -> [KerasLayer] in layer.model?.leaves ?? [layer] }
  }
}
