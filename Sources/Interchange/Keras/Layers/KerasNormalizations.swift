import Storage
import Tensors

extension KerasLayerKinds {
  static let normalizations: [String: Kind] = [
    "BatchNormalization": { (builder, arguments) throws(KerasLayerError) in
      try builder.batchNormalization(builder.single(arguments))
    },
    "LayerNormalization": { (builder, arguments) throws(KerasLayerError) in
      try builder.layerNormalization(builder.single(arguments))
    },
    "GroupNormalization": { (builder, arguments) throws(KerasLayerError) in
      try builder.groupNormalization(builder.single(arguments))
    },
    "Normalization": { (builder, arguments) throws(KerasLayerError) in
      try builder.normalization(builder.single(arguments))
    },
    "Rescaling": { (builder, arguments) throws(KerasLayerError) in
      try builder.rescaling(builder.single(arguments))
    },
  ]
}

extension KerasGraphBuilder {
  /// The axis that a layer normalises over or along, which older files give as a list of one.
  private func normalizedAxis(_ shape: [Int]) throws(KerasLayerError) -> Int {
    guard let list = layer.config["axis"]?.list else {
      return try axis(integer("axis", default: -1), of: shape)
    }
    guard list.count == 1, let number = list[0].integer else {
      throw .unsupported("\(layer.className) over \(list.count) axes")
    }
    return try axis(number, of: shape)
  }

  /// Scale and offset of a layer, which may have only one of them.
  private mutating func affine(
    _ count: Int
  ) throws(KerasLayerError) -> (scale: String, offset: String, weights: Int) {
    var next = 0
    var scale = [Float](repeating: 1, count: count)
    var offset = [Float](repeating: 0, count: count)
    if flag("scale", default: true) {
      scale = try weight(next, "gamma", [count]).elements
      next += 1
    }
    if flag("center", default: true) {
      offset = try weight(next, "beta", [count]).elements
      next += 1
    }
    return (
      constant("gamma", [count], numbers: scale), constant("beta", [count], numbers: offset), next
    )
  }

  /// Moves an axis behind the batch, where the operator has the channels.
  private mutating func withChannels(
    _ input: KerasValue, at axis: Int, rank: Int, back: Bool
  ) -> String {
    guard axis > 0 else { return input.name }
    var order = Array(0...rank)
    if back {
      order.insert(order.remove(at: 1), at: axis + 1)
    } else {
      order.insert(order.remove(at: axis + 1), at: 1)
    }
    return add("Transpose", [input.name], ["perm": .integers(order)])
  }

  fileprivate mutating func batchNormalization(
    _ input: KerasValue
  ) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    let axis = try normalizedAxis(shape)
    let count = shape[axis]
    let (scale, offset, next) = try affine(count)
    let mean = constant(
      "mean", [count], numbers: try weight(next, "moving mean", [count]).elements)
    let variance = constant(
      "variance", [count], numbers: try weight(next + 1, "moving variance", [count]).elements)
    let moved = withChannels(input, at: axis, rank: shape.count, back: false)
    let name = add(
      "BatchNormalization", [moved, scale, offset, mean, variance],
      ["epsilon": .number(real("epsilon", default: 1e-3))])
    let result = KerasValue(name: name, shape: shape)
    return KerasValue(
      name: withChannels(result, at: axis, rank: shape.count, back: true), shape: shape)
  }

  fileprivate mutating func layerNormalization(
    _ input: KerasValue
  ) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    guard try normalizedAxis(shape) == shape.count - 1, !flag("rms_scaling", default: false) else {
      throw .unsupported("LayerNormalization over another axis than the last")
    }
    let (scale, offset, _) = try affine(shape[shape.count - 1])
    let name = add(
      "LayerNormalization", [input.name, scale, offset],
      ["axis": .integer(-1), "epsilon": .number(real("epsilon", default: 1e-3))])
    return KerasValue(name: name, shape: shape)
  }

  fileprivate mutating func groupNormalization(
    _ input: KerasValue
  ) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    let axis = try normalizedAxis(shape)
    let setting = try integer("groups", default: 32)
    let groups = setting == -1 ? shape[axis] : setting
    guard groups > 0, shape[axis] % groups == 0 else {
      throw .mismatch(expected: "groups that divide \(shape[axis])", found: "\(groups)")
    }
    let (scale, offset, _) = try affine(shape[axis])
    let moved = withChannels(input, at: axis, rank: shape.count, back: false)
    let name = add(
      "GroupNormalization", [moved, scale, offset],
      ["epsilon": .number(real("epsilon", default: 1e-3)), "num_groups": .integer(groups)])
    let result = KerasValue(name: name, shape: shape)
    return KerasValue(
      name: withChannels(result, at: axis, rank: shape.count, back: true), shape: shape)
  }

  /// Subtracts means and divides by deviations, which are settings or weights.
  fileprivate mutating func normalization(
    _ input: KerasValue
  ) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    guard !flag("invert", default: false) else { throw .unsupported("an inverted Normalization") }
    let axis = try layer.config["axis"] == nil ? nil : normalizedAxis(shape)
    guard axis == nil || axis == shape.count - 1 else {
      throw .unsupported("Normalization along another axis than the last")
    }
    let count = axis.map { shape[$0] } ?? 1
    let means = try statistic("mean", 0, count)
    let deviations = try statistic("variance", 1, count).map { max($0.squareRoot(), 1e-7) }
    let centred = add("Sub", [input.name, constant("mean", [count], numbers: means)])
    let name = add("Div", [centred, constant("deviation", [count], numbers: deviations)])
    return KerasValue(name: name, shape: shape)
  }

  private mutating func statistic(
    _ key: String, _ index: Int, _ count: Int
  ) throws(KerasLayerError) -> [Float] {
    var numbers: [Float]
    if let setting = layer.config[key] {
      numbers = Self.numbers(setting)
    } else {
      numbers = try weight(index, key, count == 1 && weightRank(index) == 0 ? [] : [nil]).elements
    }
    if numbers.count == 1 { numbers = [Float](repeating: numbers[0], count: count) }
    guard numbers.count == count else {
      throw .mismatch(expected: "\(count) values as \(key)", found: "\(numbers.count)")
    }
    return numbers
  }

  /// The numbers of a setting, which may be nested.
  private static func numbers(_ setting: JSONValue) -> [Float] {
    setting.number.map { [Float($0)] } ?? (setting.list ?? []).flatMap(numbers)
  }

  fileprivate mutating func rescaling(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let scale = number("scale", real("scale", default: 1))
    let scaled = add("Mul", [input.name, scale])
    let offset = real("offset", default: 0)
    guard offset != 0 else { return KerasValue(name: scaled, shape: input.shape) }
    let name = add("Add", [scaled, number("offset", offset)])
    return KerasValue(name: name, shape: input.shape)
  }
}
