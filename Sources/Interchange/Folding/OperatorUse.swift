import Escaping

/// An operator with what is known of its inputs, and its settings by type.
struct OperatorUse {
  typealias Constant = OperatorGraph.Constant

  let operation: OperatorGraph.Operation
  /// The shape of every input; `nil` for an absent one.
  let shapes: [[Int]?]
  /// The elements of the inputs that are constants.
  let constants: [Constant?]
  let path: String

  var kind: String { operation.kind }

  /// The node in words, for errors.
  var place: String { "node \(operation.name.escaped(limit: 120))" }

  func unsupported(_ feature: String) -> InterchangeError {
    .unsupported(path: path, place: place, feature: feature)
  }

  /// The error for an operator that this program does not have.
  var unknown: InterchangeError { unsupported("operator \(kind.escaped(limit: 80))") }

  func mismatch(_ expected: String, _ found: String) -> InterchangeError {
    .mismatch(
      path: path, place: "\(place), \(kind.escaped(limit: 80))", expected: expected, found: found)
  }

  /// Whether an input is given.
  func has(_ place: Int) -> Bool { shapes.indices.contains(place) && shapes[place] != nil }

  /// The shape of an input.
  func shape(_ place: Int = 0) throws(InterchangeError) -> [Int] {
    guard shapes.indices.contains(place), let shape = shapes[place] else {
      throw mismatch("input \(place)", "\(shapes.count(where: { $0 != nil })) inputs")
    }
    return shape
  }

  /// An input that must be known before the graph runs.
  func constant(_ place: Int) throws(InterchangeError) -> Constant {
    guard has(place) else { throw mismatch("input \(place)", "none") }
    guard let constant = constants[place] else {
      throw unsupported("operator \(kind) whose input \(place) depends on an input of the model")
    }
    return constant
  }

  /// The integers of an input that must be known, `nil` where it is absent.
  func integers(input place: Int) throws(InterchangeError) -> [Int]? {
    guard has(place) else { return nil }
    let constant = try constant(place)
    guard case .integers(let integers) = constant.elements, constant.shape.count <= 1 else {
      throw mismatch("integers as input \(place)", "numbers or a shape of \(constant.shape)")
    }
    return integers
  }

  /// The numbers of an input that must be known, `nil` where it is absent.
  func numbers(input place: Int) throws(InterchangeError) -> [Float]? {
    has(place) ? try constant(place).floats : nil
  }

  /// The only number of an input that must be known, `nil` where it is absent.
  func number(input place: Int) throws(InterchangeError) -> Float? {
    guard let numbers = try numbers(input: place) else { return nil }
    guard numbers.count == 1 else {
      throw mismatch("one number as input \(place)", "\(numbers.count)")
    }
    return numbers[0]
  }

  func integer(_ name: String, default value: Int) throws(InterchangeError) -> Int {
    switch operation.attributes[name] {
    case nil: return value
    case .integer(let integer): return integer
    default: throw mismatch("an integer as \(name)", "something else")
    }
  }

  func number(_ name: String, default value: Float) throws(InterchangeError) -> Float {
    switch operation.attributes[name] {
    case nil: return value
    case .number(let number): return number
    case .integer(let integer): return Float(integer)
    default: throw mismatch("a number as \(name)", "something else")
    }
  }

  func text(_ name: String, default value: String) throws(InterchangeError) -> String {
    switch operation.attributes[name] {
    case nil: return value
    case .text(let text): return text
    default: throw mismatch("a text as \(name)", "something else")
    }
  }

  func integers(_ name: String) throws(InterchangeError) -> [Int]? {
    switch operation.attributes[name] {
    case nil: return nil
    case .integers(let integers): return integers
    default: throw mismatch("integers as \(name)", "something else")
    }
  }

  /// The extents of a window, one for each spatial axis.
  func extents(
    _ name: String, axes: Int, default value: Int, in range: ClosedRange<Int>
  ) throws(InterchangeError) -> [Int] {
    let extents = try integers(name) ?? Array(repeating: value, count: axes)
    guard extents.count == axes, extents.allSatisfy(range.contains) else {
      throw mismatch(
        "\(axes) integers from \(range.lowerBound) to \(range.upperBound) as \(name)",
        "\(extents.prefix(8))")
    }
    return extents
  }

  /// An axis of a value, counted from the end where negative.
  func axis(_ axis: Int, of rank: Int) throws(InterchangeError) -> Int {
    guard (-rank..<max(rank, 1)).contains(axis) else {
      throw mismatch("an axis of \(rank)", "\(axis)")
    }
    return axis < 0 ? axis + rank : axis
  }

  /// Different axes of a value.
  func axes(_ axes: [Int], of rank: Int) throws(InterchangeError) -> [Int] {
    var found: [Int] = []
    for axis in axes {
      let axis = try self.axis(axis, of: rank)
      guard !found.contains(axis) else { throw mismatch("different axes", "\(axes.prefix(8))") }
      found.append(axis)
    }
    return found
  }
}

extension OperatorGraph.Constant {
  /// A scalar of integers.
  init(_ integer: Int) { self.init(shape: [], elements: .integers([integer])) }

  /// A list of integers.
  init(_ integers: [Int]) { self.init(shape: [integers.count], elements: .integers(integers)) }

  /// The number of elements.
  var count: Int { shape.reduce(1, *) }

  /// The elements as numbers.
  var floats: [Float] {
    switch elements {
    case .numbers(let numbers): numbers
    case .integers(let integers): integers.map { Float($0) }
    }
  }

  /// The only element as a number; `nil` where there are several.
  var scalar: Float? { count == 1 ? floats.first : nil }

  /// The same elements under another shape with as many.
  func reshaped(_ shape: [Int]) -> Self { Self(shape: shape, elements: elements) }

  /// The elements at the given positions, in that order.
  func picking(_ positions: [Int], shape: [Int]) -> Self {
    switch elements {
    case .numbers(let numbers):
      Self(shape: shape, elements: .numbers(positions.map { numbers[$0] }))
    case .integers(let integers):
      Self(shape: shape, elements: .integers(positions.map { integers[$0] }))
    }
  }
}
