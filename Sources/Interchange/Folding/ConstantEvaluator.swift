/// Computes operators whose inputs are all known.
///
/// Integers are computed as integers where all operands are, and truth values are 0 and 1.
struct ConstantEvaluator {
  typealias Constant = OperatorGraph.Constant

  /// How many elements may still be computed, so that a small file cannot ask for endless work.
  private var budget: Int

  /// Creates an evaluator for a graph with `weightCount` elements of constants.
  init(weightCount: Int) { budget = (1 << 26) + 32 * min(weightCount, 1 << 40) }

  /// Computes an operator.
  ///
  /// - Parameter use: An operator, all of whose inputs are constants.
  /// - Returns: Its outputs.
  /// - Throws: ``InterchangeError`` for operators that are not computed here, and inputs that do not fit.
  mutating func outputs(_ use: OperatorUse) throws(InterchangeError) -> [Constant] {
    let shapes = try ShapeInference.shapes(use)
    let work = shapes.reduce(use.constants.reduce(0) { $0 + ($1?.count ?? 0) }) {
      $0 + $1.reduce(1, *)
    }
    guard work <= budget else { throw use.mismatch("less arithmetic on constants", "more") }
    budget -= work
    if use.kind == "Split" { return try Self.split(use, shapes) }
    guard let shape = shapes.first else { throw use.mismatch("one output", "none") }
    if let rule = Self.rules[use.kind] { return [try rule(use, shape)] }
    if let function = ScalarFunction(use) { return [try Self.map(use, function, shape)] }
    throw use.unsupported("operator \(use.kind) of constants")
  }

  typealias Rule = @Sendable (OperatorUse, [Int]) throws(InterchangeError) -> Constant

  private static let rules: [String: Rule] = [
    "Identity": { use, shape throws(InterchangeError) in try use.constant(0).reshaped(shape) },
    "Dropout": reshaped, "Reshape": reshaped, "Flatten": reshaped, "Squeeze": reshaped,
    "Unsqueeze": reshaped, "Transpose": transpose, "Expand": broadcast, "Tile": tile,
    "Concat": concat, "Slice": slice, "Gather": gather, "Cast": cast, "Where": select,
    "Pad": pad, "ConstantOfShape": filled, "Range": range, "MatMul": product, "Gemm": affine,
    "Shape": { use, _ throws(InterchangeError) in Constant(try ShapeInference.extents(use)) },
    "Size": { use, _ throws(InterchangeError) in Constant(try use.shape().reduce(1, *)) },
    "Add": arithmetic, "Sub": arithmetic, "Mul": arithmetic, "Div": arithmetic,
    "Pow": arithmetic, "Min": arithmetic, "Max": arithmetic, "Mod": arithmetic,
    "Equal": arithmetic, "Less": arithmetic, "Greater": arithmetic, "LessOrEqual": arithmetic,
    "GreaterOrEqual": arithmetic, "And": arithmetic, "Or": arithmetic, "Xor": arithmetic,
    "ReduceMean": reduce, "ReduceSum": reduce, "ReduceMax": reduce, "ReduceMin": reduce,
    "ReduceProd": reduce, "ReduceL1": reduce, "ReduceL2": reduce, "ReduceSumSquare": reduce,
  ]

  private static func map(
    _ use: OperatorUse, _ function: ScalarFunction, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let constant = try use.constant(0)
    if case .integers(let integers) = constant.elements, let exact = function.onIntegers {
      return Constant(shape: shape, elements: .integers(integers.map(exact)))
    }
    return Constant(
      shape: shape,
      elements: .numbers(constant.floats.map { Float(function.value(Double($0))) }))
  }
}

// Rearrangements.
extension ConstantEvaluator {
  @Sendable private static func reshaped(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant { try use.constant(0).reshaped(shape) }

  @Sendable private static func transpose(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let input = try use.constant(0)
    let strides = Strides.rowMajor(input.shape)
    let axes = try ShapeInference.permutation(use, rank: input.shape.count)
    return input.picking(
      Strides.positions(shape, strides: axes.map { strides[$0] }), shape: shape)
  }

  @Sendable private static func broadcast(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant { try use.constant(0).broadcast(to: shape) }

  @Sendable private static func tile(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let input = try use.constant(0)
    let strides = Strides.rowMajor(input.shape)
    // Every axis becomes two: the copies, which do not move, and the elements.
    let split = input.shape.indices.flatMap { axis in
      [input.shape[axis] == 0 ? 0 : shape[axis] / input.shape[axis], input.shape[axis]]
    }
    return input.picking(
      Strides.positions(split, strides: strides.flatMap { [0, $0] }), shape: shape)
  }

  @Sendable private static func concat(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let parts = try use.constants.indices.map { place throws(InterchangeError) in
      try use.constant(place)
    }
    let axis = try use.axis(use.integer("axis", default: 1), of: shape.count)
    let rows = shape[..<axis].reduce(1, *)
    let lengths = parts.map { $0.shape[axis...].reduce(1, *) }
    let integers = parts.compactMap { part -> [Int]? in
      if case .integers(let integers) = part.elements { integers } else { nil }
    }
    if integers.count == parts.count {
      return Constant(shape: shape, elements: .integers(joined(integers, rows, lengths)))
    }
    return Constant(shape: shape, elements: .numbers(joined(parts.map(\.floats), rows, lengths)))
  }

  private static func joined<Element>(
    _ parts: [[Element]], _ rows: Int, _ lengths: [Int]
  ) -> [Element] {
    var elements: [Element] = []
    for row in 0..<rows {
      for (part, length) in zip(parts, lengths) {
        elements += part[row * length..<(row + 1) * length]
      }
    }
    return elements
  }

  @Sendable private static func slice(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let input = try use.constant(0)
    let strides = Strides.rowMajor(input.shape)
    let slices = try ShapeInference.slices(use, input.shape)
    let start = zip(slices, strides).reduce(0) { $0 + $1.0.start * $1.1 }
    // A slice of one element may have any step.
    let steps = zip(slices, strides).map { $0.count > 1 ? $0.step * $1 : 0 }
    return input.picking(
      Strides.positions(shape, strides: steps, from: start), shape: shape)
  }

  private static func split(
    _ use: OperatorUse, _ shapes: [[Int]]
  ) throws(InterchangeError) -> [Constant] {
    let input = try use.constant(0)
    let axis = try use.axis(use.integer("axis", default: 0), of: input.shape.count)
    let strides = Strides.rowMajor(input.shape)
    var start = 0
    return shapes.map { shape in
      defer { start += shape[axis] * strides[axis] }
      return input.picking(
        Strides.positions(shape, strides: strides, from: start), shape: shape)
    }
  }

  @Sendable private static func gather(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let (input, places) = (try use.constant(0), try use.constant(1))
    let axis = try use.axis(use.integer("axis", default: 0), of: input.shape.count)
    let extent = input.shape[axis]
    guard case .integers(let indices) = places.elements,
      indices.allSatisfy({ (-extent..<extent).contains($0) })
    else { throw use.mismatch("indices below \(extent)", "others") }
    let inner = input.shape[(axis + 1)...].reduce(1, *)
    let outer = input.shape[..<axis].reduce(1, *)
    var positions: [Int] = []
    for row in 0..<outer {
      for index in indices {
        let place = index < 0 ? index + extent : index
        let start = (row * extent + place) * inner
        positions += start..<start + inner
      }
    }
    return input.picking(positions, shape: shape)
  }

  @Sendable private static func select(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let condition = try use.constant(0).broadcast(to: shape).floats
    let (yes, no) = (
      try use.constant(1).broadcast(to: shape), try use.constant(2).broadcast(to: shape)
    )
    if case .integers(let first) = yes.elements, case .integers(let second) = no.elements {
      return Constant(
        shape: shape,
        elements: .integers(condition.indices.map { condition[$0] != 0 ? first[$0] : second[$0] }))
    }
    let (first, second) = (yes.floats, no.floats)
    return Constant(
      shape: shape,
      elements: .numbers(condition.indices.map { condition[$0] != 0 ? first[$0] : second[$0] }))
  }

  @Sendable private static func cast(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let input = try use.constant(0)
    switch (try use.integer("to", default: 1), input.elements) {
    case (1, _), (10, _), (11, _), (16, _):
      return Constant(shape: shape, elements: .numbers(input.floats))
    case (9, .numbers(let numbers)):
      return Constant(shape: shape, elements: .integers(numbers.map { $0 == 0 ? 0 : 1 }))
    case (9, .integers(let integers)):
      return Constant(shape: shape, elements: .integers(integers.map { $0 == 0 ? 0 : 1 }))
    case (_, .integers): return input
    case (_, .numbers(let numbers)):
      return Constant(shape: shape, elements: .integers(numbers.map { Int(truncating: $0) }))
    }
  }

  @Sendable private static func pad(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let input = try use.constant(0)
    let pads = try ShapeInference.pads(use, rank: shape.count)
    let mode = try use.text("mode", default: "constant")
    let fill = use.has(2) ? try use.constant(2) : input.zero
    guard fill.count == 1 else { throw use.mismatch("one number as filling", "\(fill.count)") }
    // The element that fills the rest stands behind all others.
    let strides = Strides.rowMajor(input.shape)
    var positions: [Int?] = [0]
    for axis in shape.indices {
      let places = (0..<shape[axis]).map { place in
        source(place - pads.before[axis], extent: input.shape[axis], mode).map {
          $0 * strides[axis]
        }
      }
      positions = positions.flatMap { start in
        places.map { place in place.flatMap { place in start.map { $0 + place } } }
      }
    }
    let extended = input.appending(fill)
    return extended.picking(positions.map { $0 ?? input.count }, shape: shape)
  }

  /// The element that one beside the value is a copy of; `nil` for a constant.
  private static func source(_ place: Int, extent: Int, _ mode: String) -> Int? {
    guard !(0..<extent).contains(place), extent > 0 else { return extent > 0 ? place : nil }
    switch mode {
    case "edge": return place < 0 ? 0 : extent - 1
    case "wrap": return (place % extent + extent) % extent
    case "reflect":
      let period = max(1, 2 * (extent - 1))
      let wrapped = (place % period + period) % period
      return wrapped < extent ? wrapped : period - wrapped
    default: return nil
    }
  }

  @Sendable private static func filled(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    guard case .constant(let value)? = use.operation.attributes["value"], value.count == 1 else {
      return Constant(
        shape: shape, elements: .numbers(Array(repeating: 0, count: shape.reduce(1, *))))
    }
    return value.picking(Array(repeating: 0, count: shape.reduce(1, *)), shape: shape)
  }

  @Sendable private static func range(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let (start, step) = (try use.constant(0), try use.constant(2))
    if case .integers(let first) = start.elements, case .integers(let second) = step.elements,
      let first = first.first, let second = second.first
    {
      return Constant(
        shape: shape, elements: .integers((0..<shape[0]).map { first &+ $0 &* second }))
    }
    let (first, second) = (start.floats[0], step.floats[0])
    return Constant(
      shape: shape, elements: .numbers((0..<shape[0]).map { first + Float($0) * second }))
  }
}

extension OperatorGraph.Constant {
  /// The elements repeated along axes of extent 1, or missing in front.
  func broadcast(to target: [Int]) -> Self {
    guard shape != target else { return self }
    return picking(
      Strides.positions(target, strides: Strides.broadcast(shape, to: target)), shape: target)
  }
}

extension OperatorGraph.Constant {
  /// A zero of the same type.
  fileprivate var zero: Self {
    if case .integers = elements { Self(0) } else { Self(shape: [], elements: .numbers([0])) }
  }

  /// The elements and those of another constant behind them.
  fileprivate func appending(_ other: Self) -> Self {
    if case .integers(let integers) = elements, case .integers(let more) = other.elements {
      return Self(integers + more)
    }
    return Self(numbers: floats + other.floats)
  }
}

extension Int {
  /// The integer part of a number, the nearest one for numbers that are too large, and 0 for NaN.
  init(truncating number: Float) {
    self =
      number.isNaN ? 0 : Int(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
  }
}
