import Storage
import Tensors

extension KerasLayerKinds {
  static let activations: [String: Kind] = [
    "Activation": { (builder, arguments) throws(KerasLayerError) in
      try builder.activated(builder.single(arguments))
    },
    "ReLU": { (builder, arguments) throws(KerasLayerError) in
      try builder.rectified(builder.single(arguments))
    },
    "LeakyReLU": { (builder, arguments) throws(KerasLayerError) in
      let input = try builder.single(arguments)
      let slope = builder.real("negative_slope", "alpha", default: 0.3)
      return builder.elementwise("LeakyRelu", input, ["alpha": .number(slope)])
    },
    "ELU": { (builder, arguments) throws(KerasLayerError) in
      let input = try builder.single(arguments)
      return builder.elementwise(
        "Elu", input, ["alpha": .number(builder.real("alpha", default: 1))])
    },
    "Softmax": { (builder, arguments) throws(KerasLayerError) in
      try builder.softmax(builder.single(arguments))
    },
    "PReLU": { (builder, arguments) throws(KerasLayerError) in
      let input = try builder.single(arguments)
      let shape = try builder.shape(input)
      let slopes = try builder.weight(0, "alpha", shape.map { _ in nil })
      guard zip(slopes.shape, shape).allSatisfy({ $0 == 1 || $0 == $1 }) else {
        throw .mismatch(expected: "slopes for \(shape)", found: "\(slopes.shape)")
      }
      let name = builder.constant("alpha", slopes.shape, numbers: slopes.elements)
      return KerasValue(name: builder.add("PRelu", [input.name, name]), shape: shape)
    },
  ]
}

extension KerasGraphBuilder {
  /// Adds an operator that keeps the extents.
  mutating func elementwise(
    _ kind: String, _ input: KerasValue, _ attributes: [String: OperatorGraph.Attribute] = [:]
  ) -> KerasValue {
    KerasValue(name: add(kind, [input.name], attributes), shape: input.shape)
  }

  /// The activation among the settings of the current layer.
  mutating func activated(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    guard let setting = layer.config["activation"] else { return input }
    if let name = setting.text { return try activated(input, by: name) }
    guard let className = setting["class_name"]?.text else {
      throw .unsupported("an activation that is no name")
    }
    if className == "function", let name = setting["config"]?.text {
      return try activated(input, by: name)
    }
    return try activated(input, byLayer: className, setting["config"] ?? .null)
  }

  /// An activation that is a layer of its own in the settings.
  private mutating func activated(
    _ input: KerasValue, byLayer className: String, _ config: JSONValue
  ) throws(KerasLayerError) -> KerasValue {
    switch className {
    case "LeakyReLU":
      let slope = config["negative_slope"]?.number ?? config["alpha"]?.number ?? 0.3
      return elementwise("LeakyRelu", input, ["alpha": .number(Float(slope))])
    case "ELU":
      return elementwise("Elu", input, ["alpha": .number(Float(config["alpha"]?.number ?? 1))])
    case "ReLU" where config["max_value"] == nil && (config["negative_slope"]?.number ?? 0) == 0:
      return elementwise("Relu", input)
    default: throw .unsupported("the activation \(className)")
    }
  }

  private static let plainActivations = [
    "relu": "Relu", "sigmoid": "Sigmoid", "tanh": "Tanh", "selu": "Selu", "softplus": "Softplus",
    "softsign": "Softsign", "exponential": "Exp", "mish": "Mish", "hard_silu": "HardSwish",
    "hard_swish": "HardSwish",
  ]

  private mutating func activated(
    _ input: KerasValue, by name: String
  ) throws(KerasLayerError) -> KerasValue {
    if let kind = Self.plainActivations[name] { return elementwise(kind, input) }
    switch name {
    case "linear": return input
    case "elu": return elementwise("Elu", input, ["alpha": .number(1)])
    case "leaky_relu": return elementwise("LeakyRelu", input, ["alpha": .number(0.2)])
    case "relu6": return clipped(input, 0, 6)
    case "gelu": return elementwise("Gelu", input, ["approximate": .text("none")])
    case "softmax": return try softmax(input)
    case "hard_sigmoid":
      let slope: Float = version < 3 ? 0.2 : 1 / 6
      return elementwise("HardSigmoid", input, ["alpha": .number(slope), "beta": .number(0.5)])
    case "silu", "swish":
      let gate = add("Sigmoid", [input.name])
      return KerasValue(name: add("Mul", [input.name, gate]), shape: input.shape)
    default: throw .unsupported("the activation \(name)")
    }
  }

  fileprivate mutating func softmax(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    let place = try axis(
      layer.className == "Softmax" ? integer("axis", default: -1) : -1, of: shape)
    return elementwise("Softmax", input, ["axis": .integer(place + 1)])
  }

  private mutating func clipped(_ input: KerasValue, _ low: Float, _ high: Float) -> KerasValue {
    let bounds = [number("minimum", low), number("maximum", high)]
    return KerasValue(name: add("Clip", [input.name] + bounds), shape: input.shape)
  }

  fileprivate mutating func rectified(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let slope = real("negative_slope", default: 0)
    guard real("threshold", default: 0) == 0 else { throw .unsupported("a threshold of ReLU") }
    guard let limit = layer.config["max_value"]?.number else {
      return slope == 0
        ? elementwise("Relu", input)
        : elementwise("LeakyRelu", input, ["alpha": .number(slope)])
    }
    guard slope == 0 else { throw .unsupported("ReLU with a slope and a largest value") }
    return clipped(input, 0, Float(limit))
  }
}
