import Networks

// What goes over axes: reductions, normalisations, softmax, concatenation and pooling.
extension GraphLowering {
  private static let reductions: [String: Reduction.Operation] = [
    "ReduceMean": .mean, "ReduceSum": .sum, "ReduceMax": .maximum, "ReduceMin": .minimum,
    "ReduceL1": .l1, "ReduceL2": .l2, "ReduceSumSquare": .sumOfSquares,
    "GlobalAveragePool": .mean, "GlobalMaxPool": .maximum,
  ]

  mutating func reduce(_ use: OperatorUse) throws(InterchangeError) {
    guard let operation = Self.reductions[use.kind] else { throw use.unknown }
    let value = try value(use)
    let rank = value.shape.count
    let reduced =
      use.kind.hasPrefix("Global")
      ? Array(2..<rank) : try ShapeInference.reducedAxes(use, rank: rank)
    guard !reduced.isEmpty else { return set(use, value) }
    let (part, axes) = laid(value, keeping: reduced, name: use.operation.name)
    let places = reduced.compactMap { axes.firstIndex(of: $0) }.sorted()
    let result = try add(
      Reduction(operation, axes: places, keepsAxes: true), [part], name: use.operation.name)
    var shape = value.shape
    for axis in reduced { shape[axis] = 1 }
    let kept = PlacedValue(value: result, shape: shape, axes: axes)
    set(
      use, reshaped(kept, to: outputShape(use), name: use.operation.name))
  }

  /// Operators along one axis.
  mutating func alongAxis(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let axis = try use.axis(use.integer("axis", default: -1), of: value.shape.count)
    let order = try use.integer("p", default: 2)
    let (part, axes) = laid(value, keeping: [axis], name: use.operation.name)
    let place = axes.firstIndex(of: axis) ?? 0
    let layer: any Layer =
      switch use.kind {
      case "LpNormalization": LpNormalization(axis: place, order: order)
      default: Softmax(axis: place, isLogarithmic: use.kind == "LogSoftmax")
      }
    let result = try add(layer, [part], name: use.operation.name)
    set(use, PlacedValue(value: result, shape: value.shape, axes: axes))
  }

  mutating func layerNormalization(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let axis = try use.axis(use.integer("axis", default: -1), of: value.shape.count)
    let normalized = Array(axis..<value.shape.count)
    let order = value.fullOrder.filter { $0 < axis } + normalized
    let (part, axes) = laid(
      value, keeping: normalized, order: order, name: use.operation.name)
    let shape = normalized.map { value.shape[$0] }
    let count = shape.reduce(1, *)
    let shift =
      try use.has(2)
      ? use.constant(2) : Constant(numbers: Array(repeating: 0, count: count)).reshaped(shape)
    let result = try add(
      LayerNormalization(
        axisCount: normalized.count, epsilon: try use.number("epsilon", default: 1e-5)),
      [part], name: use.operation.name,
      [
        "scale": try use.constant(1).asNumbers.broadcast(to: shape),
        "shift": shift.asNumbers.broadcast(to: shape),
      ])
    set(use, PlacedValue(value: result, shape: value.shape, axes: axes))
  }

  /// Normalisation over all pixels of each channel, or of each group of channels.
  mutating func groupNormalization(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    guard value.shape.count >= 3, value.shape[0] == 1 else {
      throw use.mismatch("an image of one sample", "\(value.shape)")
    }
    let channels = value.shape[1]
    let groups =
      use.kind == "InstanceNormalization" ? channels : try use.integer("num_groups", default: 1)
    guard groups > 0, channels.isMultiple(of: groups) else {
      throw use.mismatch("groups that divide \(channels) channels", "\(groups)")
    }
    let order = [0] + Array(2..<value.shape.count) + [1]
    let (part, axes) = laid(
      value, keeping: Array(1..<value.shape.count), order: order, name: use.operation.name)
    let result = try add(
      GroupNormalization(groups: groups, epsilon: try use.number("epsilon", default: 1e-5)),
      [part], name: use.operation.name,
      [
        "scale": try Self.channelValues(use, 1, channels),
        "shift": try Self.channelValues(use, 2, channels),
      ])
    set(use, PlacedValue(value: result, shape: value.shape, axes: axes))
  }

  /// One number for each channel; before operator set 21 a group of channels had one.
  private static func channelValues(
    _ use: OperatorUse, _ place: Int, _ channels: Int
  ) throws(InterchangeError) -> Constant {
    let numbers = try use.constant(place).floats
    guard !numbers.isEmpty, channels.isMultiple(of: numbers.count) else {
      throw use.mismatch("a number for each of \(channels) channels", "\(numbers.count)")
    }
    let share = channels / numbers.count
    return Constant(numbers: (0..<channels).map { numbers[$0 / share] })
  }

  mutating func concat(_ use: OperatorUse) throws(InterchangeError) {
    let shape = outputShape(use)
    let axis = try use.axis(use.integer("axis", default: 1), of: shape.count)
    let places = use.shapes.indices.filter { use.shapes[$0]?.contains(0) == false }
    var parts: [PlacedValue] = []
    for place in places {
      parts.append(
        use.constants[place] == nil
          ? try value(use, place) : try placed(try use.constant(place), use))
    }
    let widest = parts.max { $0.count < $1.count }
    let order = widest?.fullOrder ?? Array(shape.indices)
    let kept = shape.indices.filter { shape[$0] > 1 }
    var (values, axes) = ([Int](), [Int]())
    for part in parts {
      let (value, found) = laid(
        part, keeping: kept, order: order, name: use.operation.name)
      values.append(value)
      axes = found
    }
    let result = try add(
      Concatenation(axis: axes.firstIndex(of: axis) ?? 0), values, name: use.operation.name)
    set(use, PlacedValue(value: result, shape: shape, axes: axes))
  }

  /// A constant as a value of the network.
  mutating func placed(
    _ constant: Constant, _ use: OperatorUse
  ) throws(InterchangeError) -> PlacedValue {
    let value = try add(
      Networks.Constant(shape: [constant.count]), [], name: "\(use.operation.name).constant",
      ["value": constant.asNumbers.reshaped([constant.count])])
    return PlacedValue(value: value, rows: constant.shape)
  }

  /// A product of two values, or of stacks of matrices with a constant.
  mutating func product(_ use: OperatorUse) throws(InterchangeError) {
    if let matrix = use.constants[1], matrix.shape.count == 2, use.constants[0] == nil {
      return try rowProduct(use, matrix)
    }
    var parts: [Int] = []
    for place in 0..<2 {
      var value =
        try use.constants[place] == nil
        ? value(use, place) : placed(use.constant(place), use)
      if value.shape.count == 1 {
        let shape = place == 0 ? [1] + value.shape : value.shape + [1]
        value = reshaped(value, to: shape, name: use.operation.name)
      }
      let rank = value.shape.count
      parts.append(
        laid(
          value, keeping: [rank - 2, rank - 1], order: Array(0..<rank), name: use.operation.name
        ).value)
    }
    let result = try add(MatrixProduct(), parts, name: use.operation.name)
    set(use, PlacedValue(value: result, rows: outputShape(use)))
  }

  mutating func pooling(_ use: OperatorUse) throws(InterchangeError) {
    let input = try value(use)
    let image = try image(input, use)
    let window = try SpatialWindow.pooling(use, spatial: Array(input.shape[2...])).withRows
    let layer = Pooling(
      use.kind == "MaxPool" ? .maximum : .mean, kernel: window.kernel, strides: window.strides,
      padding: window.padding, dilations: window.dilations,
      isCeiling: try use.integer("ceil_mode", default: 0) != 0,
      countsPadding: try use.integer("count_include_pad", default: 0) != 0)
    let value = try add(layer, [image], name: use.operation.name)
    set(use, Self.image(value, shape: outputShape(use)))
  }

  mutating func resize(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let output = outputShape(use)
    let rank = output.count
    let changed = output.indices.filter { output[$0] != value.shape[$0] }
    guard rank >= 2, changed.count <= 2 else {
      throw use.unsupported("operator Resize of more than two axes")
    }
    var pair = changed
    // Which axes are rows and columns is free where they keep their extents; those of an image need no change of order.
    for axis
      in (value.order.contains(1) && rank == 4 ? [2, 3, 1, 0] : Array((0..<rank).reversed()))
    where pair.count < 2 && !pair.contains(axis) {
      pair.append(axis)
    }
    pair.sort()
    let rest = value.fullOrder.filter { !pair.contains($0) }
    let part = arrange(
      value, (pair + rest).filter { value.shape[$0] > 1 },
      as: pair.map { value.shape[$0] } + [rest.reduce(1) { $0 * value.shape[$1] }],
      name: use.operation.name)
    let layer = try Self.resizing(use, pair, size: pair.map { output[$0] }, rank: rank)
    let result = try add(layer, [part], name: use.operation.name)
    set(use, PlacedValue(value: result, shape: output, axes: pair + rest))
  }

  private static func resizing(
    _ use: OperatorUse, _ pair: [Int], size: [Int], rank: Int
  ) throws(InterchangeError) -> Resize {
    let methods: [String: Resize.Method] = [
      "nearest": .nearest, "linear": .linear, "cubic": .cubic,
    ]
    let coordinates: [String: Resize.Coordinates] = [
      "half_pixel": .halfPixel, "pytorch_half_pixel": .pytorchHalfPixel,
      "asymmetric": .asymmetric, "align_corners": .alignCorners,
    ]
    let roundings: [String: Resize.Rounding] = [
      "round_prefer_floor": .preferFloor, "round_prefer_ceil": .preferCeiling, "floor": .floor,
      "ceil": .ceiling,
    ]
    let mode = try use.text("mode", default: "nearest")
    let place = try use.text("coordinate_transformation_mode", default: "half_pixel")
    let rounding = try use.text("nearest_mode", default: "round_prefer_floor")
    guard let method = methods[mode], let coordinates = coordinates[place],
      let rounding = roundings[rounding], try use.integer("antialias", default: 0) == 0
    else { throw use.unsupported("operator Resize with \(mode), \(place) or antialias") }
    let axes = try use.axes(use.integers("axes") ?? Array(0..<rank), of: rank)
    let scales = try scales(use, axes)
    let given =
      scales.isEmpty
      ? nil : pair.map { axis in axes.firstIndex(of: axis).map { scales[$0] } ?? 1 }
    return Resize(
      size: size, method: method, coordinates: coordinates, rounding: rounding, scales: given,
      cubicCoefficient: Double(try use.number("cubic_coeff_a", default: -0.75)),
      excludesOutside: try use.integer("exclude_outside", default: 0) != 0)
  }
}

extension GraphLowering {
  /// The factors of the axes as the operator states them; empty where they follow from the extents.
  private static func scales(_ use: OperatorUse, _ axes: [Int]) throws(InterchangeError) -> [Double]
  {
    guard let sizes = try use.integers(input: 3), !sizes.isEmpty else {
      return try (use.numbers(input: 2) ?? []).map { Double($0) }
    }
    let extents = try use.shape()
    let scale = try ShapeInference.commonScale(use, axes.map { extents[$0] }, sizes)
    return scale.map { scale in axes.map { _ in scale } } ?? []
  }
}

extension SpatialWindow {
  /// The window of an image; that of a signal gets one row.
  var withRows: SpatialWindow {
    guard kernel.count == 1 else { return self }
    var window = self
    window.kernel.insert(1, at: 0)
    window.strides.insert(1, at: 0)
    window.dilations.insert(1, at: 0)
    window.before.insert(0, at: 0)
    window.behind.insert(0, at: 0)
    window.outputPadding.insert(0, at: 0)
    window.output.insert(1, at: 0)
    return window
  }

  /// The padding at the top, the left, the bottom and the right.
  var padding: [Int] { before + behind }
}
