import Storage

/// The weights of layers, read once, however many graphs are made of them.
struct LayerConstants: Sendable {
  typealias Constant = OperatorGraph.Constant

  /// The layers by name.
  let layers: [String: StateLayer]
  private let constants: [String: [StateLayer.Part: Constant]]
  /// The number of all elements.
  let count: Int
  /// The file, for errors.
  let path: String

  init(_ layers: [StateLayer], weights: StateWeights) throws(InterchangeError) {
    var constants: [String: [StateLayer.Part: Constant]] = [:]
    for layer in layers {
      var parts: [StateLayer.Part: Constant] = [.weight: try weights.weight(layer)]
      for part in [StateLayer.Part.bias, .runningMean, .runningVariance] {
        if let constant = try weights.part(part, of: layer) { parts[part] = constant }
      }
      constants[layer.name] = parts
    }
    self.constants = constants
    count = constants.values.reduce(0) { sum, parts in
      parts.values.reduce(sum) { $0 + $1.shape.reduce(1, *) }
    }
    self.layers = Dictionary(layers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    path = weights.collection.path
  }

  func part(_ part: StateLayer.Part, of layer: String) -> Constant? { constants[layer]?[part] }
}
