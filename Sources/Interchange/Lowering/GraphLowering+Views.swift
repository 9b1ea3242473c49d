import Networks

// What only moves elements, or changes how they are seen.
extension GraphLowering {
  /// Every operator that keeps the elements in their order.
  mutating func reshape(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    set(
      use,
      reshaped(value, to: outputShape(use), name: use.operation.name))
  }

  mutating func transpose(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let axes = try ShapeInference.permutation(use, rank: value.shape.count)
    set(use, value.transposed(axes))
  }

  mutating func slice(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let slices = try ShapeInference.slices(use, value.shape)
    try take(value, slices, use)
  }

  mutating func split(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let axis = try use.axis(use.integer("axis", default: 0), of: value.shape.count)
    var start = 0
    let shapes = try ShapeInference.split(use)
    for (output, name) in use.operation.outputs.enumerated() {
      let count = shapes[output][axis]
      if !name.isEmpty, count > 0 {
        var slices = value.shape.map { ShapeInference.AxisSlice(start: 0, step: 1, count: $0) }
        slices[axis] = ShapeInference.AxisSlice(start: start, step: 1, count: count)
        try take(value, slices, use, output: output)
      }
      start += count
    }
  }

  /// Takes a part of a value.
  private mutating func take(
    _ value: PlacedValue, _ slices: [ShapeInference.AxisSlice], _ use: OperatorUse,
    output: Int = 0
  ) throws(InterchangeError) {
    let layer = { (axes: [Int]) in
      Slice(
        starts: axes.map { slices[$0].start }, counts: axes.map { slices[$0].count },
        steps: axes.map { slices[$0].count > 1 ? slices[$0].step : 1 })
    }
    try apply(layer, to: value, use, shape: slices.map(\.count), output: output)
  }

  mutating func gather(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let axis = try use.axis(use.integer("axis", default: 0), of: value.shape.count)
    let extent = value.shape[axis]
    guard case .integers(let indices) = try use.constant(1).elements, !indices.isEmpty,
      indices.allSatisfy({ (-extent..<extent).contains($0) })
    else { throw use.mismatch("indices below \(extent)", "others") }
    let places = indices.map { $0 < 0 ? $0 + extent : $0 }
    var shape = value.shape
    shape[axis] = indices.count
    let (part, axes) = laid(value, keeping: [axis], name: use.operation.name)
    let picked = try add(
      Gather(axis: axes.firstIndex(of: axis) ?? 0, indices: places), [part],
      name: use.operation.name)
    let result = PlacedValue(value: picked, shape: shape, axes: axes)
    set(
      use, reshaped(result, to: outputShape(use), name: use.operation.name))
  }

  mutating func expand(_ use: OperatorUse) throws(InterchangeError) {
    let shape = outputShape(use)
    let value = reshaped(
      try value(use), to: Strides.padded(try use.shape(), shape.count),
      name: use.operation.name)
    try apply({ axes in Broadcast(axes.map { shape[$0] }) }, to: value, use, shape: shape)
  }

  mutating func tile(_ use: OperatorUse) throws(InterchangeError) {
    let counts = try use.integers(input: 1) ?? []
    try apply(
      { axes in Tiling(axes.map { counts[$0] }) }, to: try value(use), use,
      shape: outputShape(use))
  }

  mutating func pad(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let pads = try ShapeInference.pads(use, rank: value.shape.count)
    let name = try use.text("mode", default: "constant")
    guard let mode = Padding.Mode(rawValue: name) else { throw use.unsupported("padding \(name)") }
    let fill = try use.number(input: 2) ?? 0
    let layer = { (axes: [Int]) in
      Padding(
        before: axes.map { pads.before[$0] }, after: axes.map { pads.behind[$0] }, mode: mode,
        value: fill)
    }
    try apply(layer, to: value, use, shape: outputShape(use))
  }

  /// Adds a layer that changes extents only; `layer` makes it for the axes of the graph in the order of the memory.
  private mutating func apply(
    _ layer: ([Int]) -> any Layer, to value: PlacedValue, _ use: OperatorUse, shape: [Int],
    output: Int = 0
  ) throws(InterchangeError) {
    guard !shape.contains(0) else { throw use.unsupported("an empty value") }
    let changed = shape.indices.filter { shape[$0] != value.shape[$0] }
    let (part, axes) = laid(value, keeping: changed, name: use.operation.name)
    let result = try add(layer(axes), [part], name: use.operation.name)
    set(use, PlacedValue(value: result, shape: shape, axes: axes), output: output)
  }

  /// Rearranges blocks of channels to pixels, or pixels to channels, as a reshape, a change of axes and a reshape.
  mutating func blocks(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let shape = value.shape
    let block = try use.integer("blocksize", default: 1)
    let isColumnMajor = try use.text("mode", default: "DCR") == "CRD"
    let split: [Int]
    let axes: [Int]
    if use.kind == "DepthToSpace" {
      let depth = shape[1] / (block * block)
      split =
        isColumnMajor
        ? [shape[0], depth, block, block, shape[2], shape[3]]
        : [shape[0], block, block, depth, shape[2], shape[3]]
      axes = isColumnMajor ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2]
    } else {
      split = [shape[0], shape[1], shape[2] / block, block, shape[3] / block, block]
      axes = isColumnMajor ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4]
    }
    let name = use.operation.name
    let blocks = reshaped(value, to: split, name: name).transposed(axes)
    set(use, reshaped(blocks, to: outputShape(use), name: name))
  }
}

extension GraphLowering {
  /// The elements with one axis for each of the graph, in a given order or that of the memory; leading axes of one element are left out
  /// unless they are to be kept.
  mutating func laid(
    _ value: PlacedValue, keeping kept: [Int] = [], order: [Int]? = nil, name: String
  ) -> (value: Int, axes: [Int]) {
    var axes = (order ?? value.fullOrder)[...]
    while axes.count > 1, let first = axes.first, value.shape[first] == 1, !kept.contains(first) {
      axes.removeFirst()
    }
    let shape = axes.isEmpty ? [1] : axes.map { value.shape[$0] }
    let made = arrange(value, axes.filter { value.shape[$0] > 1 }, as: shape, name: name)
    return (made, Array(axes))
  }
}

extension PlacedValue {
  /// A value whose axes are those of a graph in the order of the memory.
  init(value: Int, shape: [Int], axes: [Int]) {
    self.init(value: value, shape: shape, order: axes.filter { shape[$0] > 1 })
  }

  /// All axes in the order of the memory, those of one element where their neighbours of the same layout are.
  var fullOrder: [Int] {
    if order == Self.rowMajor(shape) { return Array(shape.indices) }
    let channelsLast = [0] + Array(2..<max(2, shape.count)) + [1]
    if shape.count > 2, order == Self.channelsLast(shape) { return channelsLast }
    return shape.indices.filter { shape[$0] == 1 } + order
  }
}
