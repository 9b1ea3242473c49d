import Storage

extension TorchGraphBuilder {
  /// Dense layers and convolutions.
  static let weighted: [String: Layer] = [
    "Linear": { builder, module throws(InterchangeError) in try builder.linear(module) },
    "NonDynamicallyQuantizableLinear": { builder, module throws(InterchangeError) in
      try builder.linear(module)
    },
    "Conv1d": { builder, module throws(InterchangeError) in
      try builder.convolution(module, axes: 1)
    },
    "Conv2d": { builder, module throws(InterchangeError) in
      try builder.convolution(module, axes: 2)
    },
    "ConvTranspose1d": { builder, module throws(InterchangeError) in
      try builder.transposedConvolution(module, axes: 1)
    },
    "ConvTranspose2d": { builder, module throws(InterchangeError) in
      try builder.transposedConvolution(module, axes: 2)
    },
  ]

  /// A dense layer, which acts on the last axis.
  private mutating func linear(_ module: TorchModule) throws(InterchangeError) {
    guard let shape = module.tensors["weight"]?.shape, shape.count == 2 else {
      throw mismatch(module, expected: "a weight of two axes", found: "none")
    }
    guard extents.last == shape[1] else {
      throw mismatch(module, expected: "\(shape[1]) inputs", found: "shape \(extents)")
    }
    let weight = try required(module, "weight", shape: shape)
    let bias = try self.weight(module, "bias", shape: [shape[0]])
    if extents.count == 1 {
      try add(
        "Gemm", module, [weight] + (bias.map { [$0] } ?? []), ["transB": .integer(1)],
        extents: [shape[0]])
      return
    }
    let transposed = constant(module, "transposed", Self.transposed(graph.constants[weight], shape))
    discard(weight)
    try add("MatMul", module, [transposed], extents: extents.dropLast() + [shape[0]])
    if let bias { try add("Add", module, [bias]) }
  }

  private static func transposed(
    _ constant: OperatorGraph.Constant?, _ shape: [Int]
  ) -> OperatorGraph.Constant {
    guard case .numbers(let numbers)? = constant?.elements else {
      preconditionFailure("TorchGraphBuilder: a weight that is not in the graph")
    }
    let (rows, columns) = (shape[0], shape[1])
    let turned = (0..<rows * columns).map { numbers[$0 % rows * columns + $0 / rows] }
    return .init(shape: [columns, rows], elements: .numbers(turned))
  }

  private mutating func convolution(
    _ module: TorchModule, axes: Int
  ) throws(InterchangeError) {
    let window = try Window(module, axes: axes, builder: self)
    let inputs = try channels(module, axes: axes)
    let groups = try integer(module, "groups")
    guard let outputs = module.tensors["weight"]?.shape.first, groups > 0, outputs > 0,
      inputs.isMultiple(of: groups)
    else { throw mismatch(module, expected: "channels in \(groups) groups", found: "\(inputs)") }
    let weight = try required(module, "weight", shape: [outputs, inputs / groups] + window.kernel)
    let bias = try self.weight(module, "bias", shape: [outputs])
    let mode = module.attributes["padding_mode"]?.text ?? "zeros"
    var window2 = window
    if mode != "zeros" {
      try pad(module, begins: window.begins, ends: window.ends, mode: mode)
      window2.clearPadding()
    }
    let spatial = window2.convolved(Array(extents.dropFirst()))
    try add(
      "Conv", module, [weight] + (bias.map { [$0] } ?? []),
      window2.attributes(groups: groups), extents: [outputs] + spatial)
  }

  private mutating func transposedConvolution(
    _ module: TorchModule, axes: Int
  ) throws(InterchangeError) {
    let window = try Window(module, axes: axes, builder: self)
    let inputs = try channels(module, axes: axes)
    let groups = try integer(module, "groups")
    guard let shape = module.tensors["weight"]?.shape, shape.count == axes + 2, groups > 0,
      shape[1] <= 1 << 20, groups <= 1 << 20
    else { throw mismatch(module, expected: "a weight of \(axes + 2) axes", found: "none") }
    let outputs = shape[1] * groups
    let weight = try required(module, "weight", shape: [inputs, shape[1]] + window.kernel)
    let bias = try self.weight(module, "bias", shape: [outputs])
    let extra = try numbers(module, "output_padding", axes: axes, default: 0)
    var attributes = window.attributes(groups: groups)
    attributes["output_padding"] = .integers(extra)
    let spatial = window.spread(Array(extents.dropFirst()), extra)
    try add(
      "ConvTranspose", module, [weight] + (bias.map { [$0] } ?? []), attributes,
      extents: [outputs] + spatial)
  }

  /// How a kernel moves over the spatial axes.
  struct Window {
    var kernel: [Int]
    var stride: [Int]
    var dilation: [Int]
    var begins: [Int]
    var ends: [Int]

    init(_ module: TorchModule, axes: Int, builder: TorchGraphBuilder) throws(InterchangeError) {
      kernel = try builder.numbers(module, "kernel_size", axes: axes)
      // A pool without a stride moves by its size.
      stride =
        module.attributes["stride"] == nil
        ? kernel : try builder.numbers(module, "stride", axes: axes)
      dilation = try builder.numbers(module, "dilation", axes: axes, default: 1)
      guard (kernel + stride + dilation).allSatisfy({ $0 > 0 }) else {
        throw builder.mismatch(module, expected: "a positive kernel and stride", found: "0")
      }
      switch module.attributes["padding"]?.text {
      case "same":
        let totals = zip(kernel, dilation).map { ($0 - 1) * $1 }
        begins = totals.map { $0 / 2 }
        ends = totals.map { $0 - $0 / 2 }
      case "valid": (begins, ends) = (kernel.map { _ in 0 }, kernel.map { _ in 0 })
      default:
        begins = try builder.numbers(module, "padding", axes: axes, default: 0)
        ends = begins
      }
    }

    mutating func clearPadding() { (begins, ends) = (kernel.map { _ in 0 }, kernel.map { _ in 0 }) }

    func attributes(groups: Int? = nil) -> [String: OperatorGraph.Attribute] {
      var attributes: [String: OperatorGraph.Attribute] = [
        "kernel_shape": .integers(kernel), "strides": .integers(stride),
        "dilations": .integers(dilation), "pads": .integers(begins + ends),
      ]
      if let groups { attributes["group"] = .integer(groups) }
      return attributes
    }

    /// The extents behind a convolution or pool; not positive where the kernel does not fit.
    func convolved(_ extents: [Int], roundingUp: Bool = false) -> [Int] {
      extents.indices.map { axis in
        let reach = (kernel[axis] - 1) * dilation[axis] + 1
        let room = extents[axis] + begins[axis] + ends[axis] - reach
        guard room >= 0 else { return 0 }
        let steps = room / stride[axis] + (roundingUp && room % stride[axis] > 0 ? 1 : 0)
        // The last step must begin inside of the input or its padding at the beginning.
        let isOutside = steps * stride[axis] >= extents[axis] + begins[axis]
        return roundingUp && isOutside ? steps : steps + 1
      }
    }

    /// The extents behind a transposed convolution.
    func spread(_ extents: [Int], _ extra: [Int]) -> [Int] {
      extents.indices.map { axis in
        (extents[axis] - 1) * stride[axis] - begins[axis] - ends[axis]
          + (kernel[axis] - 1) * dilation[axis] + extra[axis] + 1
      }
    }
  }
}
