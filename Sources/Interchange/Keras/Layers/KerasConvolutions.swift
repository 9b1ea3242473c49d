import Storage
import Tensors

extension KerasLayerKinds {
  static let convolutions: [String: Kind] = [
    "Conv1D": { (builder, arguments) throws(KerasLayerError) in
      try builder.convolution(builder.single(arguments), axes: 1)
    },
    "Conv2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.convolution(builder.single(arguments), axes: 2)
    },
    "DepthwiseConv2D": { (builder, arguments) throws(KerasLayerError) in
      let input = try builder.single(arguments)
      return try builder.activated(builder.depthwise(input, hasBias: true))
    },
    "SeparableConv2D": { (builder, arguments) throws(KerasLayerError) in
      try builder.separable(builder.single(arguments))
    },
    "Conv1DTranspose": { (builder, arguments) throws(KerasLayerError) in
      try builder.transposedConvolution(builder.single(arguments), axes: 1)
    },
    "Conv2DTranspose": { (builder, arguments) throws(KerasLayerError) in
      try builder.transposedConvolution(builder.single(arguments), axes: 2)
    },
  ]
}

extension KerasGraphBuilder {
  /// The kernel is `[places…, inputs, outputs]`, and `[outputs, inputs, places…]` for the operator.
  fileprivate mutating func convolution(
    _ input: KerasValue, axes: Int
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: axes)
    let windows = try windows("kernel_size", axes: axes)
    let (filters, groups) = (try integer("filters"), try integer("groups", default: 1))
    guard groups > 0, filters > 0, picture.channels % groups == 0, filters % groups == 0 else {
      throw .mismatch(
        expected: "groups that divide \(picture.channels) and \(filters)", found: "\(groups)")
    }
    let kernel = try weight(
      0, "kernel", windows.map(\.size) + [picture.channels / groups, filters])
    let order = [axes + 1, axes] + Array(0..<axes)
    var inputs = [picture.name, transposed("kernel", kernel, order)]
    if flag("use_bias", default: true) { inputs.append(try bias(1, filters)) }
    return try activated(
      convolution(inputs, picture, windows, filters: filters, groups: groups))
  }

  private mutating func convolution(
    _ inputs: [String], _ picture: ChannelsFirst, _ windows: [KerasWindow], filters: Int,
    groups: Int
  ) throws(KerasLayerError) -> KerasValue {
    let (places, pads) = try convolved(picture.places, windows)
    let name = add(
      "Conv", inputs,
      [
        "kernel_shape": .integers(windows.map(\.size)), "strides": .integers(windows.map(\.stride)),
        "dilations": .integers(windows.map(\.dilation)), "pads": .integers(pads),
        "group": .integer(groups),
      ])
    return try restored(ChannelsFirst(name: name, channels: filters, places: places))
  }

  /// The kernel is `[height, width, inputs, multiplier]`.
  fileprivate mutating func depthwise(
    _ input: KerasValue, hasBias: Bool
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: 2)
    let windows = try windows("kernel_size", axes: 2)
    let multiplier = try integer("depth_multiplier", default: 1)
    let kernel = try weight(
      0, "depthwise kernel", windows.map(\.size) + [picture.channels, multiplier])
    let filters = picture.channels * multiplier
    // Input by input, and its multiples in a row: the order of the operator's groups.
    let elements = Self.permuted(kernel, [2, 3, 0, 1]).elements
    let shape = [filters, 1] + windows.map(\.size)
    var inputs = [picture.name, constant("depthwise", shape, numbers: elements)]
    if hasBias, flag("use_bias", default: true) { inputs.append(try bias(1, filters)) }
    return try convolution(inputs, picture, windows, filters: filters, groups: picture.channels)
  }

  fileprivate mutating func separable(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(depthwise(input, hasBias: false), axes: 2)
    let filters = try integer("filters")
    let kernel = try weight(1, "pointwise kernel", [1, 1, picture.channels, filters])
    var inputs = [picture.name, transposed("pointwise", kernel, [3, 2, 0, 1])]
    if flag("use_bias", default: true) { inputs.append(try bias(2, filters)) }
    let single = KerasWindow(size: 1, stride: 1, dilation: 1, isSame: false)
    return try activated(
      convolution(inputs, picture, [single, single], filters: filters, groups: 1))
  }

  /// The kernel is `[places…, outputs, inputs]`, and `[inputs, outputs, places…]` for the operator.
  fileprivate mutating func transposedConvolution(
    _ input: KerasValue, axes: Int
  ) throws(KerasLayerError) -> KerasValue {
    let picture = try channelsFirst(input, axes: axes)
    let windows = try windows("kernel_size", axes: axes)
    let filters = try integer("filters")
    let kernel = try weight(0, "kernel", windows.map(\.size) + [filters, picture.channels])
    let order = [axes + 1, axes] + Array(0..<axes)
    var inputs = [picture.name, transposed("kernel", kernel, order)]
    if flag("use_bias", default: true) { inputs.append(try bias(1, filters)) }
    let paddings = try outputPaddings(axes)
    let results = (0..<axes).map {
      windows[$0].transposed(picture.places[$0], outputPadding: paddings?[$0])
    }
    let name = add(
      "ConvTranspose", inputs,
      [
        "kernel_shape": .integers(windows.map(\.size)), "strides": .integers(windows.map(\.stride)),
        "dilations": .integers(windows.map(\.dilation)),
        "pads": .integers(results.map(\.before) + results.map(\.behind)),
        "output_padding": .integers(results.map(\.added)),
      ])
    let places = results.map(\.extent)
    return try activated(
      restored(ChannelsFirst(name: name, channels: filters, places: places)))
  }

  /// What is added to the extents, where the layer says it.
  private func outputPaddings(_ axes: Int) throws(KerasLayerError) -> [Int]? {
    guard let value = layer.config["output_padding"] else { return nil }
    let numbers =
      value.integer.map { [Int](repeating: $0, count: axes) } ?? value.list?.compactMap(\.integer)
    guard let numbers, numbers.count == axes,
      numbers.allSatisfy({ (0...KerasConfiguration.sizeLimit).contains($0) })
    else { throw .mismatch(expected: "\(axes) numbers as output_padding", found: "others") }
    return numbers
  }

  private mutating func bias(_ index: Int, _ count: Int) throws(KerasLayerError) -> String {
    constant("bias", [count], numbers: try weight(index, "bias", [count]).elements)
  }

  private mutating func transposed(_ name: String, _ kernel: Tensor, _ order: [Int]) -> String {
    let result = Self.permuted(kernel, order)
    return constant(name, result.shape, numbers: result.elements)
  }

  /// The tensor with its axes in another order: axis `i` of the result is axis `order[i]`.
  static func permuted(_ tensor: Tensor, _ order: [Int]) -> Tensor {
    let shape = order.map { tensor.shape[$0] }
    var strides = [Int](repeating: 1, count: order.count)
    for axis in stride(from: order.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * tensor.shape[axis + 1]
    }
    let steps = order.map { strides[$0] }
    var elements = [Float](repeating: 0, count: tensor.count)
    var place = [Int](repeating: 0, count: order.count)
    var source = 0
    for index in elements.indices {
      elements[index] = tensor.elements[source]
      for axis in place.indices.reversed() {
        place[axis] += 1
        source += steps[axis]
        if place[axis] < shape[axis] { break }
        source -= steps[axis] * shape[axis]
        place[axis] = 0
      }
    }
    return Tensor(shape: shape, elements: elements)
  }
}
