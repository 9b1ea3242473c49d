import Storage

extension TorchGraphBuilder {
  /// Normalisations by stored or by the sample's own statistics.
  static let normalizations: [String: Layer] = [
    "BatchNorm1d": { builder, module throws(InterchangeError) in try builder.batchNorm(module) },
    "BatchNorm2d": { builder, module throws(InterchangeError) in try builder.batchNorm(module) },
    "SyncBatchNorm": { builder, module throws(InterchangeError) in try builder.batchNorm(module) },
    "LayerNorm": { builder, module throws(InterchangeError) in try builder.layerNorm(module) },
    "GroupNorm": { builder, module throws(InterchangeError) in try builder.groupNorm(module) },
    "InstanceNorm1d": { builder, module throws(InterchangeError) in
      try builder.instanceNorm(module)
    },
    "InstanceNorm2d": { builder, module throws(InterchangeError) in
      try builder.instanceNorm(module)
    },
  ]

  private mutating func batchNorm(_ module: TorchModule) throws(InterchangeError) {
    let count = try channels(module)
    guard let mean = try weight(module, "running_mean", shape: [count]),
      let variance = try weight(module, "running_var", shape: [count])
    else { throw unsupported(module, "a normalisation by the statistics of the batch") }
    let (scale, shift) = try scaleAndShift(module, shape: [count])
    try add("BatchNormalization", module, [scale, shift, mean, variance], epsilon(module))
  }

  private mutating func layerNorm(_ module: TorchModule) throws(InterchangeError) {
    guard let shape = module.attributes["normalized_shape"]?.integers,
      extents.suffix(shape.count).elementsEqual(shape), !shape.isEmpty
    else {
      throw mismatch(module, expected: "the shape that is normalised", found: "\(extents)")
    }
    let (scale, shift) = try scaleAndShift(module, shape: shape)
    var attributes = epsilon(module)
    attributes["axis"] = .integer(-shape.count)
    try add("LayerNormalization", module, [scale, shift], attributes)
  }

  private mutating func groupNorm(_ module: TorchModule) throws(InterchangeError) {
    let count = try channels(module)
    let groups = try integer(module, "num_groups")
    guard groups > 0, count.isMultiple(of: groups) else {
      throw mismatch(module, expected: "channels in \(groups) groups", found: "\(count)")
    }
    let (scale, shift) = try scaleAndShift(module, shape: [count])
    var attributes = epsilon(module)
    attributes["num_groups"] = .integer(groups)
    try add("GroupNormalization", module, [scale, shift], attributes)
  }

  private mutating func instanceNorm(_ module: TorchModule) throws(InterchangeError) {
    // With stored statistics it is the same as normalising by those of a batch.
    if module.tensors["running_mean"] != nil { return try batchNorm(module) }
    let (scale, shift) = try scaleAndShift(module, shape: [try channels(module)])
    try add("InstanceNormalization", module, [scale, shift], epsilon(module))
  }

  private mutating func scaleAndShift(
    _ module: TorchModule, shape: [Int]
  ) throws(InterchangeError) -> (scale: String, shift: String) {
    let count = shape.reduce(1, *)
    func filled(_ number: Float) -> OperatorGraph.Constant {
      .init(shape: shape, elements: .numbers(Array(repeating: number, count: count)))
    }
    let scale = try weight(module, "weight", shape: shape)
    let shift = try weight(module, "bias", shape: shape)
    return (
      scale ?? constant(module, "ones", filled(1)), shift ?? constant(module, "zeros", filled(0))
    )
  }

  private func epsilon(_ module: TorchModule) -> [String: OperatorGraph.Attribute] {
    ["epsilon": .number(Float(number(module, "eps", default: 1e-5)))]
  }
}
