import Storage

extension TorchGraphBuilder {
  /// Pools.
  static let pools: [String: Layer] = [
    "MaxPool1d": { builder, module throws(InterchangeError) in
      try builder.pool("MaxPool", module, axes: 1)
    },
    "MaxPool2d": { builder, module throws(InterchangeError) in
      try builder.pool("MaxPool", module, axes: 2)
    },
    "AvgPool1d": { builder, module throws(InterchangeError) in
      try builder.pool("AveragePool", module, axes: 1)
    },
    "AvgPool2d": { builder, module throws(InterchangeError) in
      try builder.pool("AveragePool", module, axes: 2)
    },
    "AdaptiveAvgPool1d": { builder, module throws(InterchangeError) in
      try builder.adaptivePool("AveragePool", module, axes: 1)
    },
    "AdaptiveAvgPool2d": { builder, module throws(InterchangeError) in
      try builder.adaptivePool("AveragePool", module, axes: 2)
    },
    "AdaptiveMaxPool2d": { builder, module throws(InterchangeError) in
      try builder.adaptivePool("MaxPool", module, axes: 2)
    },
  ]

  /// Paddings at the borders of pictures.
  static let paddings: [String: Layer] = [
    "ZeroPad2d": { builder, module throws(InterchangeError) in
      try builder.pad(module, mode: "zeros")
    },
    "ReflectionPad2d": { builder, module throws(InterchangeError) in
      try builder.pad(module, mode: "reflect")
    },
    "ReplicationPad2d": { builder, module throws(InterchangeError) in
      try builder.pad(module, mode: "replicate")
    },
    "ReflectionPad1d": { builder, module throws(InterchangeError) in
      try builder.pad(module, mode: "reflect")
    },
  ]

  private mutating func pool(
    _ kind: String, _ module: TorchModule, axes: Int
  ) throws(InterchangeError) {
    let window = try Window(module, axes: axes, builder: self)
    let count = try channels(module, axes: axes)
    guard !flag(module, "return_indices", default: false) else {
      throw unsupported(module, "a pool that returns where its maxima are")
    }
    guard module.attributes["divisor_override"] == nil else {
      throw unsupported(module, "divisor_override")
    }
    let isRoundedUp = flag(module, "ceil_mode", default: false)
    var attributes = window.attributes()
    attributes["ceil_mode"] = .integer(isRoundedUp ? 1 : 0)
    if kind == "AveragePool" {
      let counts = flag(module, "count_include_pad", default: true)
      attributes["count_include_pad"] = .integer(counts ? 1 : 0)
    }
    let spatial = window.convolved(Array(extents.dropFirst()), roundingUp: isRoundedUp)
    try add(kind, module, [], attributes, extents: [count] + spatial)
  }

  /// A pool to a given size, which is one of fixed windows where the size divides that of the input.
  private mutating func adaptivePool(
    _ kind: String, _ module: TorchModule, axes: Int
  ) throws(InterchangeError) {
    let count = try channels(module, axes: axes)
    let sizes = try numbers(module, "output_size", axes: axes)
    let spatial = Array(extents.dropFirst())
    guard zip(spatial, sizes).allSatisfy({ $1 > 0 && $0.isMultiple(of: $1) }) else {
      throw unsupported(module, "a pool from \(spatial) to \(sizes)")
    }
    let window = zip(spatial, sizes).map { $0 / $1 }
    try add(
      kind, module, [], ["kernel_shape": .integers(window), "strides": .integers(window)],
      extents: [count] + sizes)
  }

  /// Adds the borders that a module of its own adds: left, right, top and bottom.
  private mutating func pad(_ module: TorchModule, mode: String) throws(InterchangeError) {
    let axes = extents.count - 1
    guard axes > 0, let found = module.attributes["padding"]?.integers else {
      throw mismatch(module, expected: "a padding of a picture", found: "shape \(extents)")
    }
    let pads = found.count == 1 ? Array(repeating: found[0], count: 2 * axes) : found
    guard pads.count == 2 * axes, pads.allSatisfy({ (0...1 << 20).contains($0) }) else {
      throw mismatch(module, expected: "\(2 * axes) paddings", found: "\(found)")
    }
    // The last axis comes first.
    let pairs = (0..<axes).reversed().map { (pads[2 * $0], pads[2 * $0 + 1]) }
    try pad(module, begins: pairs.map(\.0), ends: pairs.map(\.1), mode: mode)
  }

  /// Adds borders to the spatial axes.
  mutating func pad(
    _ module: TorchModule, begins: [Int], ends: [Int], mode: String
  ) throws(InterchangeError) {
    let modes = [
      "zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap",
    ]
    guard let name = modes[mode] else { throw unsupported(module, "padding of the kind \(mode)") }
    let spatial = extents.dropFirst().indices.map { index in
      extents[index] + begins[index - 1] + ends[index - 1]
    }
    let pads = integers(module, [0, 0] + begins + [0, 0] + ends)
    try add("Pad", module, [pads], ["mode": .text(name)], extents: [extents[0]] + spatial)
  }
}
