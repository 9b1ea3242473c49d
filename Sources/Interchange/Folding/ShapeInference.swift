/// The shapes of what operators compute.
enum ShapeInference {
  /// The most elements of a value.
  static let elementLimit = 1 << 26

  /// The shapes of an operator's outputs, as many as it has.
  ///
  /// - Parameter use: The operator.
  /// - Returns: The shapes.
  /// - Throws: ``InterchangeError`` for an operator that is not known, and inputs that do not fit.
  static func shapes(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let shapes = try unchecked(use)
    for shape in shapes {
      var count = 1
      for extent in shape where extent != 0 {
        guard extent > 0, extent <= elementLimit / count else {
          throw use.mismatch("at most \(elementLimit) elements", "shape \(shape.prefix(8))")
        }
        count *= extent
      }
    }
    return shapes
  }

  private static func unchecked(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    if broadcasting.contains(use.kind) { return [try broadcast(use)] }
    if elementwise.contains(use.kind) { return [try use.shape()] }
    guard let rule = rules[use.kind] else { throw use.unknown }
    return try rule(use)
  }

  typealias Rule = @Sendable (OperatorUse) throws(InterchangeError) -> [[Int]]

  private static let broadcasting: Set<String> = [
    "Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "Sum", "Mean", "Where", "Equal", "Less",
    "Greater", "LessOrEqual", "GreaterOrEqual", "And", "Or", "Xor", "PRelu", "Mod",
  ]

  /// Operators whose output has the shape of the first input.
  private static let elementwise: Set<String> = [
    "Abs", "BatchNormalization", "Cast", "CastLike", "Ceil", "Celu", "Clip", "Cos", "Dropout",
    "Elu", "Erf", "Exp", "Floor", "Gelu", "GroupNormalization", "HardSigmoid", "HardSwish",
    "Identity", "InstanceNormalization", "IsNaN", "LayerNormalization", "LeakyRelu", "Log",
    "LogSoftmax", "LpNormalization", "Mish", "Neg", "Not", "RandomNormalLike",
    "RandomUniformLike", "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Sin",
    "Softmax", "Softplus", "Softsign", "Sqrt", "Swish", "Tanh", "ThresholdedRelu",
  ]

  private static let rules: [String: Rule] = [
    "Gemm": gemm, "MatMul": product, "Conv": convolution, "ConvTranspose": transposedConvolution,
    "MaxPool": pooling, "AveragePool": pooling, "GlobalAveragePool": globalPooling,
    "GlobalMaxPool": globalPooling, "Resize": resize, "Pad": pad, "DepthToSpace": depthToSpace,
    "SpaceToDepth": spaceToDepth, "Reshape": reshape, "Flatten": flatten,
    "Transpose": transpose, "Squeeze": squeeze, "Unsqueeze": unsqueeze, "Expand": expand,
    "Tile": tile, "Concat": concat, "Slice": slice, "Split": split, "Gather": gather,
    "ReduceMean": reduce, "ReduceSum": reduce, "ReduceMax": reduce, "ReduceMin": reduce,
    "ReduceProd": reduce, "ReduceL1": reduce, "ReduceL2": reduce, "ReduceSumSquare": reduce,
    "ReduceLogSumExp": reduce, "RandomNormal": random, "RandomUniform": random,
    "Shape": shape, "Size": { _ throws(InterchangeError) in [[]] },
    "ConstantOfShape": constantOfShape, "Range": range,
  ]

  private static func broadcast(_ use: OperatorUse) throws(InterchangeError) -> [Int] {
    var shape = try use.shape()
    for place in use.shapes.indices.dropFirst() where use.has(place) {
      let other = try use.shape(place)
      guard let common = Strides.broadcast(shape, other) else {
        throw use.mismatch("shapes that fit each other", "\(shape) and \(other)")
      }
      shape = common
    }
    return shape
  }
}

// What is computed from shapes only, and from random numbers.
extension ShapeInference {
  @Sendable private static func random(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    [try use.integers("shape") ?? []]
  }

  @Sendable private static func shape(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    [[try extents(use).count]]
  }

  /// What `Shape` computes: the extents of its input, or some of them.
  static func extents(_ use: OperatorUse) throws(InterchangeError) -> [Int] {
    let shape = try use.shape()
    let bound = { (place: Int) in min(max(place < 0 ? place + shape.count : place, 0), shape.count)
    }
    let start = bound(max(try use.integer("start", default: 0), -shape.count))
    let end = bound(max(try use.integer("end", default: shape.count), -shape.count))
    return start < end ? Array(shape[start..<end]) : []
  }

  @Sendable private static func constantOfShape(
    _ use: OperatorUse
  ) throws(InterchangeError) -> [[Int]] {
    [try use.integers(input: 0) ?? []]
  }

  @Sendable private static func range(_ use: OperatorUse) throws(InterchangeError) -> [[Int]] {
    let bounds = try (0..<3).map { place throws(InterchangeError) in
      Double(try use.number(input: place) ?? 0)
    }
    let count = ((bounds[1] - bounds[0]) / bounds[2]).rounded(.up)
    guard bounds[2] != 0, count.isFinite, count <= Double(elementLimit) else {
      throw use.mismatch("a range of at most \(elementLimit) elements", "\(bounds)")
    }
    return [[max(0, Int(count))]]
  }
}
