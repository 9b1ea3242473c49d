import Storage

extension KerasLayerKinds {
  static let shapes: [String: Kind] = [
    "Reshape": { (builder, arguments) throws(KerasLayerError) in
      try builder.reshape(builder.single(arguments))
    },
    "Flatten": { (builder, arguments) throws(KerasLayerError) in
      try builder.flatten(builder.single(arguments))
    },
    "Permute": { (builder, arguments) throws(KerasLayerError) in
      try builder.permute(builder.single(arguments))
    },
    "RepeatVector": { (builder, arguments) throws(KerasLayerError) in
      try builder.repeatVector(builder.single(arguments))
    },
    "Dropout": identity, "SpatialDropout1D": identity, "SpatialDropout2D": identity,
    "GaussianDropout": identity, "AlphaDropout": identity, "GaussianNoise": identity,
    "ActivityRegularization": identity,
  ]

  /// Layers that only act while a model is trained.
  private static let identity: Kind = { (builder, arguments) throws(KerasLayerError) in
    try builder.elementwise("Identity", builder.single(arguments))
  }
}

extension KerasGraphBuilder {
  mutating func reshaped(_ name: String, _ shape: [Int]) throws(KerasLayerError) -> KerasValue {
    try value(add("Reshape", [name, integers("extents", [-1] + shape)]), shape)
  }

  fileprivate mutating func reshape(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let target = (layer.config["target_shape"]?.list ?? []).compactMap(\.integer)
    guard !target.isEmpty, target.count == layer.config["target_shape"]?.list?.count,
      target.allSatisfy({ $0 == -1 || (1...KerasConfiguration.sizeLimit).contains($0) })
    else { throw .mismatch(expected: "extents as target_shape", found: "others") }
    let known = try value("", target.filter { $0 != -1 })
    guard let free = target.firstIndex(of: -1) else {
      guard input.shape == nil || input.count == known.count else {
        throw .mismatch(expected: "\(known.count) elements", found: "\(input.count)")
      }
      return try reshaped(input.name, target)
    }
    guard input.shape != nil else { throw .unknownExtents }
    var shape = target
    shape[free] = input.count / known.count
    guard shape.reduce(1, *) == input.count else {
      throw .mismatch(expected: "extents that hold \(input.count) elements", found: "\(target)")
    }
    return try reshaped(input.name, shape)
  }

  /// The elements in the order of rows, columns and channels, whatever the order of the axes.
  fileprivate mutating func flatten(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    guard shape.count > 1 else { return elementwise("Identity", input) }
    guard try isChannelsFirst() else { return try reshaped(input.name, [input.count]) }
    let order = [0] + Array(2...shape.count) + [1]
    let moved = add("Transpose", [input.name], ["perm": .integers(order)])
    return try reshaped(moved, [input.count])
  }

  fileprivate mutating func permute(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    let order = (layer.config["dims"]?.list ?? []).compactMap(\.integer)
    guard order.sorted() == Array(1...max(1, shape.count)) else {
      throw .mismatch(expected: "an order of \(shape.count) axes", found: "\(order)")
    }
    let name = add("Transpose", [input.name], ["perm": .integers([0] + order)])
    return try value(name, order.map { shape[$0 - 1] })
  }

  fileprivate mutating func repeatVector(
    _ input: KerasValue
  ) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input, rank: 1)
    let count = try integer("n")
    let row = try reshaped(input.name, [1] + shape)
    return try value(
      add("Tile", [row.name, integers("repeats", [1, count, 1])]), [count] + shape)
  }
}
