import Networks

extension GraphLowering {
  /// A product with a matrix of weights, and a bias.
  mutating func gemm(_ use: OperatorUse) throws(InterchangeError) {
    let given = try value(use)
    let input =
      try use.integer("transA", default: 0) == 0 ? given : given.transposed([1, 0])
    let matrix = try use.constant(1)
    // Files have a row for every output.
    let weight = try use.integer("transB", default: 0) == 0 ? matrix.transposed : matrix
    let count = weight.shape[0]
    let name = use.operation.name
    let beta = try use.number("beta", default: 1)
    let addend = use.has(2) ? try use.constant(2).scaled(by: beta) : Constant(numbers: [0])
    // A sum with a vector is the bias; one that differs between rows comes afterwards.
    let isBias = Strides.padded(addend.shape, 2)[0] == 1
    let (rows, _) = laid(input, keeping: [1], order: [0, 1], name: name)
    let value = try add(
      Dense(count), [rows], name: name,
      [
        "weight": weight.scaled(by: try use.number("alpha", default: 1)),
        "bias": isBias
          ? addend.reshaped([addend.count]).broadcast(to: [count])
          : Constant(numbers: Array(repeating: 0, count: count)),
      ])
    let product = PlacedValue(value: value, rows: [input.shape[0], count])
    guard !isBias else { return set(use, product) }
    guard
      case .value(let sum) = try combined(
        .sum, .value(product), .constant(addend), use)
    else { throw use.unknown }
    set(use, sum)
  }

  /// A product of the last axis with a matrix, for every row of the others.
  mutating func rowProduct(_ use: OperatorUse, _ matrix: Constant) throws(InterchangeError) {
    let value = try value(use)
    let (inner, count) = (matrix.shape[0], matrix.shape[1])
    let rows = value.count / inner
    let part = arrange(
      value, PlacedValue.rowMajor(value.shape), as: rows == 1 ? [inner] : [rows, inner],
      name: use.operation.name)
    let result = try add(
      Dense(count), [part], name: use.operation.name,
      [
        "weight": matrix.transposed.asNumbers,
        "bias": Constant(numbers: Array(repeating: 0, count: count)),
      ])
    set(use, PlacedValue(value: result, rows: outputShape(use)))
  }

  mutating func convolution(_ use: OperatorUse) throws(InterchangeError) {
    let input = try value(use)
    let image = try image(input, use)
    let weight = try use.constant(1)
    let window = try SpatialWindow.convolution(
      use, spatial: Array(input.shape[2...]), kernel: Array(weight.shape[2...])
    ).withRows
    let layer = Convolution(
      weight.shape[0], kernel: window.kernel, strides: window.strides,
      padding: window.padding, dilations: window.dilations,
      groups: try use.integer("group", default: 1))
    let value = try add(
      layer, [image], name: use.operation.name,
      try Self.parameters(use, weight, kernel: window.kernel, count: weight.shape[0]))
    set(use, Self.image(value, shape: outputShape(use)))
  }

  mutating func transposedConvolution(_ use: OperatorUse) throws(InterchangeError) {
    let input = try value(use)
    let image = try image(input, use)
    let weight = try use.constant(1)
    let window = try SpatialWindow.transposed(
      use, spatial: Array(input.shape[2...]), kernel: Array(weight.shape[2...])
    ).withRows
    let groups = try use.integer("group", default: 1)
    let count = weight.shape[1] * groups
    let layer = TransposedConvolution(
      count, kernel: window.kernel, strides: window.strides, padding: window.padding,
      outputPadding: window.outputPadding, dilations: window.dilations, groups: groups)
    let value = try add(
      layer, [image], name: use.operation.name,
      try Self.parameters(use, weight, kernel: window.kernel, count: count))
    set(use, Self.image(value, shape: outputShape(use)))
  }

  /// Weight and bias of a convolution, for signals with a kernel of one row.
  private static func parameters(
    _ use: OperatorUse, _ weight: Constant, kernel: [Int], count: Int
  ) throws(InterchangeError) -> [String: Constant] {
    let bias = try use.numbers(input: 2) ?? Array(repeating: 0, count: count)
    guard bias.count == count else {
      throw use.mismatch("a bias for \(count) channels", "\(bias.count)")
    }
    return [
      "weight": weight.reshaped(Array(weight.shape[..<2]) + kernel).asNumbers,
      "bias": Constant(numbers: bias),
    ]
  }
}

extension OperatorGraph.Constant {
  /// A list of numbers.
  init(numbers: [Float]) { self.init(shape: [numbers.count], elements: .numbers(numbers)) }

  /// The elements as numbers.
  var asNumbers: Self {
    if case .numbers = elements { self } else { Self(shape: shape, elements: .numbers(floats)) }
  }

  /// The elements times a factor.
  func scaled(by factor: Float) -> Self {
    factor == 1
      ? asNumbers : Self(shape: shape, elements: .numbers(floats.map { factor * $0 }))
  }
}

extension PlacedValue {
  /// A value whose memory has the order of the graph.
  init(value: Int, rows shape: [Int]) {
    self.init(value: value, shape: shape, order: Self.rowMajor(shape))
  }
}
