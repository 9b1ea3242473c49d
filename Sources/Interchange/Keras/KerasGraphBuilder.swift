import Escaping
import Storage

/// Builds the graph of a model: the operators of every layer's calls, with inner models in place of their calls.
struct KerasGraphBuilder {
  /// The most calls of layers, counted as often as the models around them are called.
  static let callLimit = 1 << 12
  /// The most elements of one sample of a value.
  static let elementLimit = 1 << 28

  let path: String
  let weights: KerasWeights
  /// The major version of Keras that wrote the file.
  let version: Int
  var graph: OperatorGraph
  /// The outputs of layers by their path, those of the last call where there are several.
  private(set) var outputs: [(layer: String, values: [KerasValue])] = []
  /// The calls of inner models.
  private(set) var innerCalls: [(layer: String, inputs: [KerasValue], outputs: [KerasValue])] = []
  /// The values that stand in the place of skipped layers, by name.
  private(set) var skipped: [String: SkippedLayer] = [:]
  /// The inputs that are one of several labels, by name, and the number of labels.
  var labels: [String: Int] = [:]
  /// The current layer.
  private(set) var layer: KerasLayer
  var names: Set<String> = []
  private var callCount = 0
  /// The elements of all weights that were read.
  var weightCount = 0

  init(path: String, weights: KerasWeights, version: Int, model: KerasModel) {
    (self.path, self.weights, self.version) = (path, weights, version)
    layer = KerasLayer(
      className: "Model", name: model.name, path: "", config: .null, calls: [], model: nil)
    graph = OperatorGraph(
      name: model.name, inputs: [], outputs: [], operations: [], constants: [:])
  }

  /// Builds a whole model, whose input layers become inputs of the graph.
  ///
  /// - Returns: The outputs of the model.
  mutating func build(_ model: KerasModel) throws(InterchangeError) -> [KerasValue] {
    let outputs = try run(model, inputs: nil)
    graph.outputs = outputs.map(\.port)
    return outputs
  }

  /// Calls the layers as soon as all that they read has been computed; their order in the file is nearly always such an order already.
  private mutating func run(
    _ model: KerasModel, inputs: [KerasValue]?
  ) throws(InterchangeError) -> [KerasValue] {
    var values: [KerasTensor: KerasValue] = [:]
    let given = Dictionary(
      zip(model.inputs, inputs ?? []).map { ($0.layer, $1) }
    ) { first, _ in first }
    let calls = InnerModelCalls(model, version: version)
    var waiting = pending(model)
    while !waiting.isEmpty {
      var blocked: [PendingCall] = []
      for call in waiting {
        guard let read = read(call, values, calls) else {
          blocked.append(call)
          continue
        }
        let computed = try self.call(call, read, given)
        for (index, value) in computed.enumerated() {
          let tensor = KerasTensor(layer: call.layer.name, call: call.index, output: index)
          values[tensor] = value
        }
      }
      guard blocked.count < waiting.count else { break }
      waiting = blocked
    }
    return try model.outputs.map { tensor throws(InterchangeError) in
      guard let value = values[calls.resolved(tensor)] else {
        throw fault(
          model.name, expected: "an output of layer \(tensor.layer)",
          found: "a layer that is missing, or waits for its own output")
      }
      return value
    }
  }

  private struct PendingCall {
    let layer: KerasLayer
    let index: Int
    let inputs: [KerasCall.Input]
  }

  private func pending(_ model: KerasModel) -> [PendingCall] {
    model.layers.flatMap { (layer) -> [PendingCall] in
      let calls = layer.calls.isEmpty ? [KerasCall(inputs: [])] : layer.calls
      return calls.enumerated().map { PendingCall(layer: layer, index: $0, inputs: $1.inputs) }
    }
  }

  /// What a call reads; `nil` as long as a value is missing.
  private mutating func read(
    _ call: PendingCall, _ values: [KerasTensor: KerasValue], _ calls: InnerModelCalls
  ) -> [KerasArgument]? {
    var arguments: [KerasArgument] = []
    for input in call.inputs {
      switch input {
      case .number(let number): arguments.append(.number(number))
      case .tensor(let tensor, let shape):
        guard let value = values[calls.resolved(tensor)] else { return nil }
        arguments.append(.value(known(value, shape)))
      }
    }
    return arguments
  }

  /// The value with the extents that the file says it has: those behind skipped layers are known from nowhere else.
  mutating func known(_ value: KerasValue, _ shape: [Int]?) -> KerasValue {
    guard let skipped = skipped[value.name] else {
      return KerasValue(name: value.name, shape: value.shape ?? shape)
    }
    let known = shape ?? skipped.shape
    self.skipped[value.name]?.shape = known
    return KerasValue(name: value.name, shape: known)
  }

  private mutating func call(
    _ call: PendingCall, _ arguments: [KerasArgument], _ given: [String: KerasValue]
  ) throws(InterchangeError) -> [KerasValue] {
    callCount += 1
    guard callCount <= Self.callLimit else {
      throw fault("", expected: "at most \(Self.callLimit) calls of layers", found: "more")
    }
    layer = call.layer
    if layer.className == "InputLayer" {
      let value = input(given[layer.name])
      outputs.append((layer.path, [value]))
      return [value]
    }
    let inputs = arguments.compactMap { if case .value(let value) = $0 { value } else { nil } }
    let computed: [KerasValue]
    if let inner = layer.model, !inputs.isEmpty {
      let caller = layer.path
      computed = try run(inner, inputs: inputs)
      innerCalls.append((caller, inputs, computed))
      outputs.append((caller, computed))
      return computed
    }
    computed = try emit(arguments, inputs)
    outputs.append((layer.path, computed))
    return computed
  }

  /// The operators of a layer, or values in its place.
  private mutating func emit(
    _ arguments: [KerasArgument], _ inputs: [KerasValue]
  ) throws(InterchangeError) -> [KerasValue] {
    do throws(KerasLayerError) {
      guard !inputs.isEmpty else {
        throw .mismatch(expected: "a layer that reads others", found: "none that it reads")
      }
      guard let kind = KerasLayerKinds.all[layer.className] else {
        throw .unsupported("the layer \(layer.className)")
      }
      return [try kind(&self, arguments)]
    } catch {
      switch error {
      case .interchange(let error): throw error
      case .mismatch(let expected, let found):
        throw fault(layer.path, expected: expected, found: found)
      case .unsupported(let feature): return skip(inputs, feature)
      case .unknownExtents:
        return skip(inputs, "\(layer.className) behind a layer of unknown extents")
      }
    }
  }

  private mutating func skip(_ inputs: [KerasValue], _ feature: String) -> [KerasValue] {
    // What draws latents from their mean and variance computes as many numbers as each of them.
    let isDraw = inputs.count > 1 && inputs.allSatisfy { $0.shape == inputs[0].shape }
    let shape = isDraw ? inputs[0].shape : nil
    let name = unique(layer.path)
    skipped[name] = SkippedLayer(
      layer: layer.path, feature: feature, inputs: inputs, shape: shape)
    return [KerasValue(name: name, shape: shape)]
  }

  /// What an input layer gives: what an inner model is called with, or an input of the graph.
  private mutating func input(_ given: KerasValue?) -> KerasValue {
    let shape = (layer.config["batch_shape"] ?? layer.config["batch_input_shape"])
      .flatMap(KerasConfiguration.extents)
    if let given { return known(given, given.shape ?? shape) }
    let value = KerasValue(name: unique(layer.path), shape: shape)
    graph.inputs.append(value.port)
    return value
  }

  func fault(_ place: String, expected: String, found: String) -> InterchangeError {
    .mismatch(
      path: path, place: place.isEmpty ? "model" : "layer \(place.escaped(limit: 120))",
      expected: expected, found: found)
  }
}

/// How often the inner models of a model are called.
private struct InnerModelCalls {
  private let counts: [String: Int]
  private let version: Int

  init(_ model: KerasModel, version: Int) {
    counts = Dictionary(
      model.layers.filter { $0.model != nil }.map { ($0.name, max(1, $0.calls.count)) }
    ) { _, last in last }
    self.version = version
  }

  /// The call that a name means: those of inner models count one more, for the call that made the model.
  func resolved(_ tensor: KerasTensor) -> KerasTensor {
    guard let count = counts[tensor.layer] else { return tensor }
    let isShifted = tensor.call >= count || version < 3 && tensor.call > 0
    return isShifted
      ? KerasTensor(
        layer: tensor.layer, call: min(tensor.call, count) - 1, output: tensor.output) : tensor
  }
}

/// What a layer is called with.
enum KerasArgument {
  case value(KerasValue)
  case number(Double)
}
