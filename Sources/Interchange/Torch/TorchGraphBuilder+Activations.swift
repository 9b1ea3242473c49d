import Storage

extension TorchGraphBuilder {
  /// Activations that are one operator.
  static let activations: [String: Layer] = [
    "ReLU": { builder, module throws(InterchangeError) in try builder.add("Relu", module) },
    "LeakyReLU": { builder, module throws(InterchangeError) in
      let slope = builder.number(module, "negative_slope", default: 0.01)
      try builder.add("LeakyRelu", module, [], ["alpha": .number(Float(slope))])
    },
    "PReLU": { builder, module throws(InterchangeError) in try builder.parametricRectifier(module)
    },
    "ELU": { builder, module throws(InterchangeError) in
      let scale = builder.number(module, "alpha", default: 1)
      try builder.add("Elu", module, [], ["alpha": .number(Float(scale))])
    },
    "SELU": { builder, module throws(InterchangeError) in try builder.add("Selu", module) },
    "GELU": { builder, module throws(InterchangeError) in
      let form = module.attributes["approximate"]?.text ?? "none"
      try builder.add("Gelu", module, [], ["approximate": .text(form)])
    },
    "Sigmoid": { builder, module throws(InterchangeError) in
      try builder.add("Sigmoid", module, range: 0...1)
    },
    "Tanh": { builder, module throws(InterchangeError) in
      try builder.add("Tanh", module, range: -1...1)
    },
    "Softplus": { builder, module throws(InterchangeError) in try builder.softplus(module) },
    "Softmax": { builder, module throws(InterchangeError) in try builder.softmax(module) },
    "Softmax2d": { builder, module throws(InterchangeError) in
      try builder.add("Softmax", module, [], ["axis": .integer(1)], range: 0...1)
    },
    "Hardtanh": { builder, module throws(InterchangeError) in
      try builder.clip(
        module, builder.number(module, "min_val", default: -1),
        builder.number(module, "max_val", default: 1))
    },
    "ReLU6": { builder, module throws(InterchangeError) in try builder.clip(module, 0, 6) },
  ]

  /// Activations that multiply their input by a gate computed from it.
  static let gates: [String: Layer] = [
    "SiLU": { builder, module throws(InterchangeError) in
      let input = builder.position.value
      try builder.add("Sigmoid", module)
      try builder.combine("Mul", module, with: input)
    },
    "Mish": { builder, module throws(InterchangeError) in
      let input = builder.position.value
      try builder.add("Softplus", module)
      try builder.add("Tanh", module)
      try builder.combine("Mul", module, with: input)
    },
    "Hardsigmoid": { builder, module throws(InterchangeError) in try builder.hardSigmoid(module) },
    "Hardswish": { builder, module throws(InterchangeError) in
      let input = builder.position.value
      try builder.hardSigmoid(module)
      try builder.combine("Mul", module, with: input)
    },
  ]

  /// The slopes are one for all channels or one each.
  private mutating func parametricRectifier(_ module: TorchModule) throws(InterchangeError) {
    let count = module.tensors["weight"]?.count ?? 0
    let channels = try channels(module)
    guard count == 1 || count == channels else {
      throw mismatch(module, expected: "a slope for each channel", found: "\(count)")
    }
    let slope = try required(module, "weight", shape: [count])
    guard count > 1, let elements = graph.constants[slope]?.elements else {
      return try add("PRelu", module, [slope])
    }
    let shape = [count] + extents.dropFirst().map { _ in 1 }
    let spread = constant(module, "slopes", .init(shape: shape, elements: elements))
    discard(slope)
    try add("PRelu", module, [spread])
  }

  private mutating func softplus(_ module: TorchModule) throws(InterchangeError) {
    let steepness = number(module, "beta", default: 1)
    guard steepness != 1 else { return try add("Softplus", module) }
    let factor = number(module, steepness)
    try add("Mul", module, [factor])
    try add("Softplus", module)
    try add("Div", module, [factor])
  }

  private mutating func softmax(_ module: TorchModule) throws(InterchangeError) {
    let axis = try integer(module, "dim")
    guard axis != 0, axis >= -extents.count, axis <= extents.count else {
      throw mismatch(module, expected: "an axis of \(extents)", found: "\(axis)")
    }
    try add("Softmax", module, [], ["axis": .integer(axis)], range: 0...1)
  }

  private mutating func clip(
    _ module: TorchModule, _ low: Double, _ high: Double
  ) throws(InterchangeError) {
    guard low < high else {
      throw mismatch(module, expected: "a minimum below the maximum", found: "\(low), \(high)")
    }
    let limits = [number(module, low), number(module, high)]
    try add("Clip", module, limits, range: Float(low)...Float(high))
  }

  /// `clip(x + 3, 0, 6) / 6`.
  private mutating func hardSigmoid(_ module: TorchModule) throws(InterchangeError) {
    try add("Add", module, [number(module, 3)])
    try clip(module, 0, 6)
    try add("Div", module, [number(module, 6)], range: 0...1)
  }
}
