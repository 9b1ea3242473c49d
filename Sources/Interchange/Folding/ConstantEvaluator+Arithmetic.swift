extension ConstantEvaluator {
  @Sendable static func arithmetic(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    var result = try use.constant(0).broadcast(to: shape)
    for place in use.shapes.indices.dropFirst() {
      let other = try use.constant(place).broadcast(to: shape)
      guard let next = combine(use.kind, result, other) else {
        throw use.mismatch("operands that can be computed with", "a division by zero")
      }
      result = next
    }
    return result
  }

  private static func combine(
    _ kind: String, _ first: Constant, _ second: Constant
  ) -> Constant? {
    if case .integers(let a) = first.elements, case .integers(let b) = second.elements {
      guard let operation = integerOperation(kind) else {
        return combine(kind, Constant(shape: first.shape, elements: .numbers(first.floats)), second)
      }
      var elements: [Int] = []
      elements.reserveCapacity(a.count)
      for (a, b) in zip(a, b) {
        guard let element = operation(a, b) else { return nil }
        elements.append(element)
      }
      return Constant(shape: first.shape, elements: .integers(elements))
    }
    let (a, b) = (first.floats, second.floats)
    if let comparison = comparison(kind) {
      return Constant(
        shape: first.shape, elements: .integers(zip(a, b).map { comparison($0, $1) ? 1 : 0 }))
    }
    guard let operation = BinaryFunction(rawValue: kind) else { return nil }
    return Constant(
      shape: first.shape,
      elements: .numbers(zip(a, b).map { Float(operation.value(Double($0), Double($1))) }))
  }

  private static func integerOperation(_ kind: String) -> ((Int, Int) -> Int?)? {
    switch kind {
    case "Add": { $0 &+ $1 }
    case "Sub": { $0 &- $1 }
    case "Mul": { $0 &* $1 }
    case "Div": { $1 == 0 ? nil : $0.dividedReportingOverflow(by: $1).partialValue }
    // The sign is that of the divisor.
    case "Mod":
      { first, second in
        guard second != 0 else { return nil }
        let rest = first.remainderReportingOverflow(dividingBy: second).partialValue
        return rest != 0 && (rest < 0) != (second < 0) ? rest &+ second : rest
      }
    case "Min": { min($0, $1) }
    case "Max": { max($0, $1) }
    case "Equal": { $0 == $1 ? 1 : 0 }
    case "Less": { $0 < $1 ? 1 : 0 }
    case "Greater": { $0 > $1 ? 1 : 0 }
    case "LessOrEqual": { $0 <= $1 ? 1 : 0 }
    case "GreaterOrEqual": { $0 >= $1 ? 1 : 0 }
    case "And": { $0 != 0 && $1 != 0 ? 1 : 0 }
    case "Or": { $0 != 0 || $1 != 0 ? 1 : 0 }
    case "Xor": { ($0 != 0) != ($1 != 0) ? 1 : 0 }
    default: nil
    }
  }

  private static func comparison(_ kind: String) -> ((Float, Float) -> Bool)? {
    switch kind {
    case "Equal": { $0 == $1 }
    case "Less": { $0 < $1 }
    case "Greater": { $0 > $1 }
    case "LessOrEqual": { $0 <= $1 }
    case "GreaterOrEqual": { $0 >= $1 }
    default: nil
    }
  }

  @Sendable static func reduce(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let input = try use.constant(0)
    let axes = try ShapeInference.reducedAxes(use, rank: input.shape.count)
    let strides = Strides.rowMajor(input.shape)
    let kept = input.shape.indices.filter { !axes.contains($0) }
    let starts = Strides.positions(
      kept.map { input.shape[$0] }, strides: kept.map { strides[$0] })
    let offsets = Strides.positions(
      axes.map { input.shape[$0] }, strides: axes.map { strides[$0] })
    if case .integers(let integers) = input.elements, let fold = integerReduction(use.kind) {
      return Constant(
        shape: shape,
        elements: .integers(starts.map { start in fold(offsets.map { integers[start + $0] }) }))
    }
    let numbers = input.floats
    let kind = use.kind
    return Constant(
      shape: shape,
      elements: .numbers(
        starts.map { start in
          Float(reduced(kind, offsets.lazy.map { Double(numbers[start + $0]) }))
        }))
  }

  private static func integerReduction(_ kind: String) -> (([Int]) -> Int)? {
    switch kind {
    case "ReduceSum": { $0.reduce(0, &+) }
    case "ReduceProd": { $0.reduce(1, &*) }
    case "ReduceMax": { $0.max() ?? .min }
    case "ReduceMin": { $0.min() ?? .max }
    default: nil
    }
  }

  private static func reduced(_ kind: String, _ values: some Collection<Double>) -> Double {
    switch kind {
    case "ReduceMean": values.reduce(0, +) / Double(values.count)
    case "ReduceMax": values.reduce(-.infinity) { max($0, $1) }
    case "ReduceMin": values.reduce(.infinity) { min($0, $1) }
    case "ReduceProd": values.reduce(1, *)
    case "ReduceL1": values.reduce(0) { $0 + $1.magnitude }
    case "ReduceL2": values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case "ReduceSumSquare": values.reduce(0) { $0 + $1 * $1 }
    default: values.reduce(0, +)
    }
  }

  /// The product of two matrices; products of stacks of matrices are not computed here.
  @Sendable static func product(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let (first, second) = (try use.constant(0), try use.constant(1))
    guard first.shape.count <= 2, second.shape.count <= 2, let inner = first.shape.last else {
      throw use.unsupported("operator MatMul of constants with more than two axes")
    }
    let rows = inner == 0 ? 0 : first.count / inner
    let columns = inner == 0 ? 0 : second.count / inner
    guard rows * columns <= (1 << 31) / max(1, inner) else {
      throw use.mismatch("less arithmetic on constants", "more")
    }
    return Constant(
      shape: shape, elements: .numbers(product(first.floats, second.floats, rows, inner, columns)))
  }

  static func product(
    _ a: [Float], _ b: [Float], _ rows: Int, _ inner: Int, _ columns: Int
  ) -> [Float] {
    var result = [Float](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for index in 0..<inner {
        let factor = a[row * inner + index]
        for column in 0..<columns {
          result[row * columns + column] += factor * b[index * columns + column]
        }
      }
    }
    return result
  }

  @Sendable static func affine(
    _ use: OperatorUse, _ shape: [Int]
  ) throws(InterchangeError) -> Constant {
    let (first, second) = (try use.constant(0), try use.constant(1))
    let a = try use.integer("transA", default: 0) == 0 ? first : first.transposed
    let b = try use.integer("transB", default: 0) == 0 ? second : second.transposed
    let inner = a.shape[1]
    guard shape[0] * shape[1] <= (1 << 31) / max(1, inner) else {
      throw use.mismatch("less arithmetic on constants", "more")
    }
    let alpha = try use.number("alpha", default: 1)
    let beta = try use.number("beta", default: 1)
    let products = product(a.floats, b.floats, shape[0], inner, shape[1])
    guard use.has(2) else {
      return Constant(shape: shape, elements: .numbers(products.map { alpha * $0 }))
    }
    let sum = try use.constant(2).broadcast(to: shape).floats
    return Constant(
      shape: shape, elements: .numbers(zip(products, sum).map { alpha * $0 + beta * $1 }))
  }
}

extension OperatorGraph.Constant {
  /// A matrix of numbers with rows and columns exchanged.
  var transposed: Self {
    let (rows, columns, numbers) = (shape[0], shape[1], floats)
    // A table of positions would take twice the memory of the weights.
    let turned = [Float](unsafeUninitializedCapacity: numbers.count) { buffer, count in
      for column in 0..<columns {
        for row in 0..<rows {
          buffer.initializeElement(at: column * rows + row, to: numbers[row * columns + column])
        }
      }
      count = numbers.count
    }
    return Self(shape: [columns, rows], elements: .numbers(turned))
  }
}
