import Networks

// What is computed element by element.
extension GraphLowering {
  /// A function of single elements.
  private static func activation(_ use: OperatorUse) throws(InterchangeError) -> Activation? {
    if let function = plain[use.kind] { return Activation(function) }
    let alpha = { (value: Float) throws(InterchangeError) in
      try use.number("alpha", default: value)
    }
    switch use.kind {
    case "LeakyRelu": return Activation(.leakyRectifier, alpha: try alpha(0.01))
    case "Elu": return Activation(.elu, alpha: try alpha(1))
    case "Celu": return Activation(.celu, alpha: try alpha(1))
    case "Selu":
      return Activation(
        .selu, alpha: try alpha(1.67326319), beta: try use.number("gamma", default: 1.05070102))
    case "Swish": return Activation(.swish, alpha: try alpha(1))
    case "ThresholdedRelu": return Activation(.threshold, alpha: try alpha(1))
    case "HardSigmoid":
      return Activation(
        .hardSigmoid, alpha: try alpha(0.2), beta: try use.number("beta", default: 0.5))
    case "Gelu":
      return Activation(
        try use.text("approximate", default: "none") == "tanh" ? .geluTangent : .gelu)
    case "Clip":
      return Activation(
        .clip, alpha: try use.number(input: 1) ?? -.greatestFiniteMagnitude,
        beta: try use.number(input: 2) ?? .greatestFiniteMagnitude)
    default: return nil
    }
  }

  private static let plain: [String: Activation.Function] = [
    "Relu": .rectifier, "Sigmoid": .sigmoid, "Tanh": .tangent, "Softplus": .softplus,
    "Softsign": .softsign, "HardSwish": .hardSwish, "Mish": .mish, "Exp": .exponential,
    "Log": .logarithm, "Sqrt": .squareRoot, "Abs": .magnitude, "Neg": .negation,
    "Reciprocal": .reciprocal, "Sin": .sine, "Cos": .cosine, "Erf": .errorFunction,
    "Floor": .floor, "Ceil": .ceiling, "Round": .round, "Sign": .sign,
  ]

  mutating func function(_ use: OperatorUse) throws(InterchangeError) {
    guard let layer = try Self.activation(use) else { throw use.unknown }
    var value = try value(use)
    value.value = try add(layer, [value.value], name: use.operation.name)
    set(use, value)
  }

  private static let operations: [String: Arithmetic.Operation] = [
    "Add": .sum, "Sum": .sum, "Mean": .sum, "Sub": .difference, "Mul": .product,
    "Div": .quotient, "Max": .maximum, "Min": .minimum, "Pow": .power,
  ]

  /// An operation on the elements of two or more values.
  mutating func arithmetic(_ use: OperatorUse) throws(InterchangeError) {
    guard let operation = Self.operations[use.kind] else { throw use.unknown }
    var result = try operand(use, 0)
    for place in use.shapes.indices.dropFirst() {
      result = try combined(operation, result, try operand(use, place), use)
    }
    if use.kind == "Mean" {
      let share = Constant(numbers: [1 / Float(use.shapes.count)])
      result = try combined(.product, result, .constant(share), use)
    }
    guard case .value(let value) = result else { throw use.unknown }
    set(use, value)
  }

  /// What an operation is applied to.
  enum Operand {
    case value(PlacedValue)
    case constant(Constant)

    var shape: [Int] {
      switch self {
      case .value(let value): value.shape
      case .constant(let constant): constant.shape
      }
    }
  }

  private func operand(_ use: OperatorUse, _ place: Int) throws(InterchangeError) -> Operand {
    if let constant = use.constants[place] { return .constant(constant.asNumbers) }
    return .value(try value(use, place))
  }

  mutating func combined(
    _ operation: Arithmetic.Operation, _ first: Operand, _ second: Operand, _ use: OperatorUse
  ) throws(InterchangeError) -> Operand {
    guard let shape = Strides.broadcast(first.shape, second.shape) else {
      throw use.mismatch("shapes that fit each other", "\(first.shape) and \(second.shape)")
    }
    switch (first, second) {
    case (.value(let a), .value(let b)):
      return .value(try combined(operation, a, b, shape, use))
    case (.value(let value), .constant(let constant)):
      if operation == .power, constant.scalar == 2, value.shape == shape {
        return .value(try combined(.product, value, value, shape, use))
      }
      return .value(try combined(operation, value, constant, shape, false, use))
    case (.constant(let constant), .value(let value)):
      return .value(try combined(operation, value, constant, shape, true, use))
    case (.constant, .constant): throw use.unsupported("operator \(use.kind) of constants")
    }
  }

  private mutating func combined(
    _ operation: Arithmetic.Operation, _ first: PlacedValue, _ second: PlacedValue, _ shape: [Int],
    _ use: OperatorUse
  ) throws(InterchangeError) -> PlacedValue {
    let name = use.operation.name
    let a = reshaped(first, to: Strides.padded(first.shape, shape.count), name: name)
    let b = reshaped(second, to: Strides.padded(second.shape, shape.count), name: name)
    let order = (a.count >= b.count ? a : b).fullOrder
    // Axes of one element stay where the other value has more.
    let kept = shape.indices.filter { shape[$0] > 1 }
    let (left, axes) = laid(a, keeping: kept, order: order, name: name)
    let (right, _) = laid(b, keeping: kept, order: order, name: name)
    let value = try add(Arithmetic(operation), [left, right], name: name)
    return PlacedValue(value: value, shape: shape, axes: axes)
  }

  private mutating func combined(
    _ operation: Arithmetic.Operation, _ given: PlacedValue, _ constant: Constant, _ shape: [Int],
    _ isReversed: Bool, _ use: OperatorUse
  ) throws(InterchangeError) -> PlacedValue {
    let name = use.operation.name
    let value = reshaped(given, to: Strides.padded(given.shape, shape.count), name: name)
    if constant.count == 1, value.shape == shape {
      let layer = ConstantArithmetic(operation, shape: [1], isReversed: isReversed)
      let result = try add(layer, [value.value], name: name, ["value": constant.reshaped([1])])
      return PlacedValue(value: result, shape: shape, order: value.order)
    }
    let kept = shape.indices.filter { shape[$0] > 1 }
    let (part, axes) = laid(value, keeping: kept, name: name)
    let operand = constant.arranged(axes, rank: shape.count)
    let result = try add(
      ConstantArithmetic(operation, shape: operand.shape, isReversed: isReversed), [part],
      name: name, ["value": operand])
    return PlacedValue(value: result, shape: shape, axes: axes)
  }

  mutating func parametricRectifier(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let (part, axes) = laid(value, name: use.operation.name)
    let slopes = try use.constant(1).asNumbers.arranged(axes, rank: value.shape.count)
    let result = try add(
      ParametricRectifier(shape: slopes.shape), [part], name: use.operation.name,
      ["slope": slopes])
    set(use, PlacedValue(value: result, shape: value.shape, axes: axes))
  }

  /// A normalisation by constants, where no layer before it could take them.
  mutating func batchNormalization(_ use: OperatorUse) throws(InterchangeError) {
    let value = try value(use)
    let (scale, shift) = try ChannelMap.normalization(use)
    let name = use.operation.name
    if value.fullOrder.last == 1 {
      let (part, axes) = laid(value, name: name)
      let result = try add(
        Affine(), [part], name: name,
        ["scale": Constant(numbers: scale), "shift": Constant(numbers: shift)])
      set(use, PlacedValue(value: result, shape: value.shape, axes: axes))
      return
    }
    let shape = [scale.count] + value.shape.dropFirst(2).map { _ in 1 }
    let factor = Constant(shape: shape, elements: .numbers(scale))
    let addend = Constant(shape: shape, elements: .numbers(shift))
    let product = try combined(.product, .value(value), .constant(factor), use)
    guard case .value(let sum) = try combined(.sum, product, .constant(addend), use) else {
      throw use.unknown
    }
    set(use, sum)
  }
}

extension OperatorGraph.Constant {
  /// The elements with their axes in the order of a value's memory; missing leading axes have one element.
  func arranged(_ axes: [Int], rank: Int) -> Self {
    let padded = Strides.padded(shape, rank)
    let strides = Strides.rowMajor(padded)
    let turned = axes.isEmpty ? [1] : axes.map { padded[$0] }
    guard zip(axes, axes.dropFirst()).contains(where: { $0 > $1 }) else { return reshaped(turned) }
    return picking(Strides.positions(turned, strides: axes.map { strides[$0] }), shape: turned)
  }
}
