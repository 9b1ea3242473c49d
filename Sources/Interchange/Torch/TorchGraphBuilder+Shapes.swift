import Storage

extension TorchGraphBuilder {
  /// Modules that change the shape and not the elements, and enlargements.
  static let shapes: [String: Layer] = [
    "Flatten": { builder, module throws(InterchangeError) in try builder.flatten(module) },
    "Unflatten": { builder, module throws(InterchangeError) in try builder.unflatten(module) },
    "PixelShuffle": { builder, module throws(InterchangeError) in
      try builder.pixelShuffle(module)
    },
    "Upsample": { builder, module throws(InterchangeError) in try builder.upsample(module) },
    "UpsamplingNearest2d": { builder, module throws(InterchangeError) in
      try builder.upsample(module)
    },
    "UpsamplingBilinear2d": { builder, module throws(InterchangeError) in
      try builder.upsample(module)
    },
  ]

  private mutating func flatten(_ module: TorchModule) throws(InterchangeError) {
    let start = try axis(
      module, module.attributes["start_dim"] == nil ? 1 : integer(module, "start_dim"))
    let end = try axis(
      module, module.attributes["end_dim"] == nil ? -1 : integer(module, "end_dim"))
    guard start <= end else {
      throw mismatch(module, expected: "axes in order", found: "\(start), \(end)")
    }
    let joined = extents[start...end].reduce(1, *)
    try reshape(module, to: extents[..<start] + [joined] + extents[(end + 1)...])
  }

  private mutating func unflatten(_ module: TorchModule) throws(InterchangeError) {
    let split = try axis(module, integer(module, "dim"))
    guard var parts = module.attributes["unflattened_size"]?.integers else {
      throw mismatch(module, expected: "unflattened_size", found: "none")
    }
    if let free = parts.firstIndex(of: -1) {
      let known = Self.count(parts.filter { $0 != -1 }) ?? 0
      guard known > 0, extents[split].isMultiple(of: known) else {
        throw mismatch(module, expected: "a divisor of \(extents[split])", found: "\(known)")
      }
      parts[free] = extents[split] / known
    }
    try reshape(module, to: extents[..<split] + parts + extents[(split + 1)...])
  }

  /// The index of an axis among the extents, which do not count the batch.
  private func axis(_ module: TorchModule, _ axis: Int) throws(InterchangeError) -> Int {
    let index = axis < 0 ? axis + extents.count : axis - 1
    guard extents.indices.contains(index) else {
      throw mismatch(module, expected: "an axis of \(extents) behind the batch", found: "\(axis)")
    }
    return index
  }

  private mutating func pixelShuffle(_ module: TorchModule) throws(InterchangeError) {
    let factor = try integer(module, "upscale_factor")
    let count = try channels(module, axes: 2)
    guard (1...1024).contains(factor), count.isMultiple(of: factor * factor) else {
      throw mismatch(module, expected: "a factor whose square divides \(count)", found: "\(factor)")
    }
    try add(
      "DepthToSpace", module, [], ["blocksize": .integer(factor), "mode": .text("CRD")],
      extents: [count / (factor * factor), extents[1] * factor, extents[2] * factor])
  }

  private mutating func upsample(_ module: TorchModule) throws(InterchangeError) {
    let count = try channels(module)
    let spatial = Array(extents.dropFirst())
    let enlarged = try enlarged(module, spatial)
    let mode = module.attributes["mode"]?.text ?? "nearest"
    guard ["nearest", "linear", "bilinear"].contains(mode) else {
      throw unsupported(module, "interpolation of the kind \(mode)")
    }
    var attributes: [String: OperatorGraph.Attribute]
    if mode == "nearest" {
      attributes = ["mode": .text("nearest"), "nearest_mode": .text("floor")]
      attributes["coordinate_transformation_mode"] = .text("asymmetric")
    } else {
      let isAligned = flag(module, "align_corners", default: false)
      attributes = ["mode": .text("linear")]
      attributes["coordinate_transformation_mode"] = .text(
        isAligned ? "align_corners" : "half_pixel")
    }
    let scales = zip(enlarged, spatial).map { Float($0) / Float($1) }
    let constant = constant(
      module, "scales", .init(shape: [scales.count + 2], elements: .numbers([1, 1] + scales)))
    try add("Resize", module, ["", constant], attributes, extents: [count] + enlarged)
  }

  private func enlarged(
    _ module: TorchModule, _ spatial: [Int]
  ) throws(InterchangeError) -> [Int] {
    if module.attributes["size"] != nil {
      return try numbers(module, "size", axes: spatial.count)
    }
    let factors: [Double] =
      switch module.attributes["scale_factor"] {
      case .number(let factor): spatial.map { _ in factor }
      case .numbers(let factors): factors
      default: []
      }
    guard factors.count == spatial.count, factors.allSatisfy({ $0 >= 1 && $0 <= 1024 }) else {
      throw mismatch(module, expected: "a size or factors of at least 1", found: "\(factors)")
    }
    let sizes = zip(spatial, factors).map { Double($0) * $1 }
    guard sizes.allSatisfy({ Int(exactly: $0) != nil }) else {
      throw unsupported(module, "a factor that does not give whole sizes")
    }
    return sizes.compactMap { Int(exactly: $0) }
  }
}
