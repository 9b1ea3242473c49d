import Escaping
import Storage

/// Reads the tree of layers from a configuration, in the forms of Keras 2 and 3.
struct KerasConfiguration {
  /// The most layers of a model, those of inner models counted.
  static let layerLimit = 1 << 12
  /// The largest extent or setting.
  static let sizeLimit = 1 << 24

  private let path: String
  private var layerCount = 0

  init(path: String) { self.path = path }

  /// Whether a configuration is that of a model whose layers it tells.
  static func describesModel(_ document: JSONValue) -> Bool {
    document["config"]?.list != nil || document["config"]?["layers"]?.list != nil
  }

  /// The model that a document with `class_name` and `config` describes.
  mutating func model(
    _ document: JSONValue, place: String = ""
  ) throws(InterchangeError) -> KerasModel {
    guard let config = document["config"] else {
      throw fault(place, expected: "a configuration", found: "none")
    }
    let name = config["name"]?.text ?? "model"
    guard let layers = config["layers"]?.list ?? config.list else {
      throw fault(place, expected: "a list of layers", found: "none")
    }
    guard let outputs = config["output_layers"] else {
      return try sequential(layers, config, name: name, place: place)
    }
    return KerasModel(
      name: name, layers: try members(layers, place: place),
      inputs: config["input_layers"].map(Self.tensors) ?? [], outputs: Self.tensors(outputs))
  }

  private mutating func members(
    _ documents: [JSONValue], place: String
  ) throws(InterchangeError) -> [KerasLayer] {
    var layers: [KerasLayer] = []
    var names: Set<String> = []
    for document in documents {
      let layer = try self.layer(document, place: place)
      guard names.insert(layer.name).inserted else {
        throw fault(
          layer.path, expected: "layers of different names", found: "two of the same name")
      }
      layers.append(layer)
    }
    return layers
  }

  private mutating func layer(
    _ document: JSONValue, place: String
  ) throws(InterchangeError) -> KerasLayer {
    layerCount += 1
    guard layerCount <= Self.layerLimit else {
      throw fault(place, expected: "at most \(Self.layerLimit) layers", found: "more")
    }
    guard let className = document["class_name"]?.text, let config = document["config"] else {
      throw fault(place, expected: "a layer with class_name and config", found: "another object")
    }
    guard let name = document["name"]?.text ?? config["name"]?.text ?? unnamed(className) else {
      throw fault(place, expected: "a layer with a name", found: className)
    }
    let path = place.isEmpty ? name : "\(place)/\(name)"
    let inner =
      Self.describesModel(document) ? try model(document, place: path) : nil
    return KerasLayer(
      className: className, name: name, path: path, config: withBuild(config, document),
      calls: (document["inbound_nodes"]?.list ?? []).compactMap(Self.call), model: inner)
  }

  /// The name of a layer of the oldest files, in which models in a Sequential have none.
  private func unnamed(_ className: String) -> String? {
    ["Sequential", "Model", "Functional"].contains(className)
      ? "\(className.lowercased())_\(layerCount)" : nil
  }

  /// The configuration with the shape that the layer was built for, where only that is known.
  private func withBuild(_ config: JSONValue, _ document: JSONValue) -> JSONValue {
    guard case .object(var members) = config,
      let shape = document["build_config"]?["input_shape"]
    else { return config }
    members["build_input_shape"] = shape
    return .object(members)
  }

  func fault(_ place: String, expected: String, found: String) -> InterchangeError {
    .mismatch(
      path: path, place: place.isEmpty ? "model" : "layer \(place.escaped(limit: 120))",
      expected: expected, found: found.escaped(limit: 120))
  }
}

extension KerasConfiguration {
  /// A Sequential is a Functional whose layers are called one after the other.
  private mutating func sequential(
    _ documents: [JSONValue], _ config: JSONValue, name: String, place: String
  ) throws(InterchangeError) -> KerasModel {
    var layers = try members(documents, place: place)
    guard let first = layers.first else {
      throw fault(place, expected: "at least one layer", found: "none")
    }
    if first.className != "InputLayer" {
      layers.insert(inputLayer(before: first, config, place: place), at: 0)
    }
    var chained: [KerasLayer] = []
    for layer in layers {
      let calls = chained.last.map {
        [KerasCall(inputs: [.tensor(Self.output(of: $0.name), shape: nil)])]
      }
      chained.append(
        KerasLayer(
          className: layer.className, name: layer.name, path: layer.path, config: layer.config,
          calls: calls ?? [], model: layer.model))
    }
    let (start, end) = (chained[0].name, chained[chained.count - 1].name)
    return KerasModel(
      name: name, layers: chained, inputs: [Self.output(of: start)],
      outputs: [Self.output(of: end)])
  }

  /// The input that a Sequential does not list, with the shape that its first layer was built for.
  private func inputLayer(
    before first: KerasLayer, _ config: JSONValue, place: String
  ) -> KerasLayer {
    let shape =
      first.config["batch_input_shape"] ?? first.config["batch_shape"]
      ?? config["build_input_shape"] ?? first.config["build_input_shape"]
    let name = "\(first.name).input"
    return KerasLayer(
      className: "InputLayer", name: name, path: place.isEmpty ? name : "\(place)/\(name)",
      config: .object(["batch_shape": shape ?? .null]), calls: [], model: nil)
  }

  private static func output(of layer: String) -> KerasTensor {
    KerasTensor(layer: layer, call: 0, output: 0)
  }

  /// The tensors in a tree of lists and objects: `["dense", 0, 0]`, or any nesting of such.
  static func tensors(_ value: JSONValue) -> [KerasTensor] {
    if let tensor = tensor(value) { return [tensor] }
    switch value {
    case .list(let list): return list.flatMap(tensors)
    case .object(let members):
      return members.sorted { $0.key < $1.key }.flatMap { tensors($0.value) }
    default: return []
    }
  }

  private static func tensor(_ value: JSONValue) -> KerasTensor? {
    guard let list = value.list, list.count >= 3, let layer = list[0].text,
      let call = list[1].integer, let output = list[2].integer, call >= 0, output >= 0
    else { return nil }
    return KerasTensor(layer: layer, call: call, output: output)
  }

  /// A call in the form of Keras 3, `{"args": …, "kwargs": …}`, or 2, `[["dense", 0, 0, {}], …]`.
  static func call(_ node: JSONValue) -> KerasCall? {
    if let arguments = node["args"] {
      let named = node["kwargs"]?.object ?? [:]
      let rest = named.sorted { $0.key < $1.key }.flatMap { inputs($0.value) }.filter {
        if case .tensor = $0 { true } else { false }
      }
      return KerasCall(inputs: inputs(arguments) + rest)
    }
    guard node.list != nil else { return nil }
    return KerasCall(inputs: legacyInputs(node))
  }

  private static func inputs(_ value: JSONValue) -> [KerasCall.Input] {
    switch value {
    case .list(let list): return list.flatMap(inputs)
    case .number(let number): return [.number(number)]
    case .object(let members):
      guard value["class_name"]?.text == "__keras_tensor__", let config = value["config"],
        let tensor = config["keras_history"].flatMap(tensor)
      else { return members.sorted { $0.key < $1.key }.flatMap { inputs($0.value) } }
      return [.tensor(tensor, shape: config["shape"].flatMap(extents))]
    default: return []
    }
  }

  /// The tensors of a call, and those among its named arguments.
  private static func legacyInputs(_ value: JSONValue) -> [KerasCall.Input] {
    if let tensor = tensor(value) {
      let named = value.list?.dropFirst(3).first.map(tensors) ?? []
      return ([tensor] + named).map { .tensor($0, shape: nil) }
    }
    return (value.list ?? []).flatMap(legacyInputs)
  }

  /// The extents of a shape behind the batch, or `nil` where one is not known, or they are beyond the limit.
  static func extents(_ shape: JSONValue) -> [Int]? {
    guard let list = shape.list, !list.isEmpty else { return nil }
    var count = 1
    var extents: [Int] = []
    for number in list.dropFirst() {
      guard let extent = number.integer, (1...sizeLimit).contains(extent) else { return nil }
      count *= extent
      guard count <= KerasGraphBuilder.elementLimit else { return nil }
      extents.append(extent)
    }
    return extents
  }
}
