extension KerasLayerKinds {
  static let pooling: [String: Kind] = [
    "MaxPooling1D": { (builder, arguments) throws(KerasLayerError) in
      try builder.pooled(builder.single(arguments), "MaxPool", axes: 1)
    },
    "MaxPooling2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.pooled(builder.single(arguments), "MaxPool", axes: 2)
    },
    "AveragePooling1D": { (builder, arguments) throws(KerasLayerError) in
      try builder.pooled(builder.single(arguments), "AveragePool", axes: 1)
    },
    "AveragePooling2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.pooled(builder.single(arguments), "AveragePool", axes: 2)
    },
    "GlobalAveragePooling2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.pooledWhole(builder.single(arguments), "GlobalAveragePool")
    },
    "GlobalMaxPooling2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.pooledWhole(builder.single(arguments), "GlobalMaxPool")
    },
  ]
}

extension KerasGraphBuilder {
  /// Padding counts neither for the largest nor for the mean.
  fileprivate mutating func pooled(
    _ input: KerasValue, _ kind: String, axes: Int
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: axes)
    let sizes = try extents("pool_size", axes: axes)
    let windows = try windows("pool_size", axes: axes, defaultStrides: sizes)
    let (places, pads) = try convolved(picture.places, windows)
    let name = add(
      kind, [picture.name],
      [
        "kernel_shape": .integers(sizes), "strides": .integers(windows.map(\.stride)),
        "pads": .integers(pads),
      ])
    return try restored(ChannelsFirst(name: name, channels: picture.channels, places: places))
  }

  fileprivate mutating func pooledWhole(
    _ input: KerasValue, _ kind: String
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: 2)
    let name = add(kind, [picture.name])
    if flag("keepdims", default: false) {
      return try restored(ChannelsFirst(name: name, channels: picture.channels, places: [1, 1]))
    }
    return try reshaped(name, [picture.channels])
  }
}
