extension FoldedGraph {
  /// Makes a product of rows with a matrix, and a sum with a vector after it, one operator `Gemm`.
  mutating func joinProducts() {
    for index in operations.indices where operations[index].kind == "MatMul" {
      let operation = operations[index]
      guard operation.inputs.count == 2, let matrix = constants[operation.inputs[1]],
        matrix.shape.count == 2, shapes[operation.inputs[0]]?.count == 2
      else { continue }
      operations[index].kind = "Gemm"
      operations[index].attributes = [:]
    }
  }

  /// Joins a convolution or a product with what multiplies and shifts its channels afterwards: a normalisation by constants, or a sum
  /// or product with one.
  mutating func joinChannelMaps() {
    var producers = producers
    let readers = readerCounts
    var removed: Set<Int> = []
    for index in operations.indices {
      let operation = operations[index]
      guard let map = ChannelMap(operation, in: self), let first = producers[map.input],
        readers[map.input] == 1, !outputs.contains(map.input),
        let joined = LinearOperation(operations[first], in: self)?.followed(by: map)
      else { continue }
      replace(first, by: joined, output: operation.outputs[0])
      producers[operation.outputs[0]] = first
      removed.insert(index)
    }
    operations = operations.indices.filter { !removed.contains($0) }.map { operations[$0] }
    if !removed.isEmpty { prune() }
  }

  private mutating func replace(_ index: Int, by joined: LinearOperation, output: String) {
    var operation = operations[index]
    let weight = define(joined.weight, "\(output).weight")
    let bias = define(
      Constant(shape: [joined.bias.count], elements: .numbers(joined.bias)), "\(output).bias")
    operation.inputs = [operation.inputs[0], weight, bias]
    operation.outputs = [output]
    if operation.kind == "Gemm" { operation.attributes["beta"] = .number(1) }
    operations[index] = operation
  }
}

/// A factor and a shift for every channel, the second axis of a value.
struct ChannelMap {
  let input: String
  var scale: [Float]
  var shift: [Float]

  /// What an operator does with channels; `nil` where it is something else.
  init?(_ operation: OperatorGraph.Operation, in graph: FoldedGraph) {
    guard let output = operation.outputs.first, let shape = graph.shapes[output], shape.count >= 2
    else { return nil }
    if operation.kind == "BatchNormalization" {
      guard let (scale, shift) = try? Self.normalization(graph.use(operation)) else { return nil }
      (input, self.scale, self.shift) = (operation.inputs[0], scale, shift)
      return
    }
    guard operation.inputs.count == 2,
      let place = operation.inputs.firstIndex(where: { graph.shapes[$0] == shape }),
      let constant = graph.constants[operation.inputs[1 - place]],
      let values = Self.channelValues(constant, of: shape)
    else { return nil }
    input = operation.inputs[place]
    let (zeros, ones) = (values.map { _ in Float(0) }, values.map { _ in Float(1) })
    switch (operation.kind, place) {
    case ("Add", _): (scale, shift) = (ones, values)
    case ("Sub", 0): (scale, shift) = (ones, values.map { -$0 })
    case ("Sub", _): (scale, shift) = (ones.map { -$0 }, values)
    case ("Mul", _): (scale, shift) = (values, zeros)
    case ("Div", 0): (scale, shift) = (values.map { 1 / $0 }, zeros)
    default: return nil
    }
  }

  /// One value for every channel; `nil` where a constant differs between the elements of a channel.
  private static func channelValues(
    _ constant: OperatorGraph.Constant, of shape: [Int]
  ) -> [Float]? {
    let values = constant.floats
    if values.count == 1 { return Array(repeating: values[0], count: shape[1]) }
    guard constant.shape.count <= shape.count else { return nil }
    let padded = Strides.padded(constant.shape, shape.count)
    return padded[1] == shape[1] && values.count == shape[1] ? values : nil
  }

  /// Factor and shift of a normalisation by constants.
  static func normalization(
    _ use: OperatorUse
  ) throws(InterchangeError) -> (scale: [Float], shift: [Float]) {
    guard try use.integer("training_mode", default: 0) == 0 else {
      throw use.unsupported("BatchNormalization by the statistics of the batch")
    }
    let epsilon = try use.number("epsilon", default: 1e-5)
    let shape = try use.shape()
    var parts: [[Float]] = []
    for place in 1...4 {
      let numbers = try use.numbers(input: place) ?? []
      guard shape.count >= 2, numbers.count == shape[1] else {
        throw use.mismatch("a number for each channel of \(shape)", "\(numbers.count)")
      }
      parts.append(numbers)
    }
    let scale = zip(parts[0], parts[3]).map { $0 / ($1 + epsilon).squareRoot() }
    return (scale, scale.indices.map { parts[1][$0] - parts[2][$0] * scale[$0] })
  }
}

/// A convolution, its transpose or a matrix product, whose weights are known.
struct LinearOperation {
  private(set) var weight: OperatorGraph.Constant
  private(set) var bias: [Float]
  /// The channel of the output that an element of the weight adds to.
  private let channel: (Int) -> Int

  init?(_ operation: OperatorGraph.Operation, in graph: FoldedGraph) {
    let use = graph.use(operation)
    guard operation.outputs.count == 1, let output = graph.shapes[operation.outputs[0]],
      output.count >= 2, let weight = try? use.constant(1)
    else { return nil }
    self.weight = weight
    let count = output[1]
    let inner = weight.shape.dropFirst(2).reduce(1, *)
    switch operation.kind {
    case "Conv": channel = { $0 / (inner * weight.shape[1]) }
    case "ConvTranspose":
      guard let groups = try? use.integer("group", default: 1), groups > 0 else { return nil }
      let (columns, rows) = (weight.shape[1], weight.shape[0] / groups)
      channel = { $0 / (inner * columns) / rows * columns + $0 / inner % columns }
    case "Gemm":
      let isTransposed = (try? use.integer("transB", default: 0)) == 1
      let columns = weight.shape[1]
      channel = isTransposed ? { $0 / columns } : { $0 % columns }
    default: return nil
    }
    guard let bias = Self.bias(use, count) else { return nil }
    self.bias = bias
  }

  private static func bias(_ use: OperatorUse, _ count: Int) -> [Float]? {
    guard use.has(2) else { return Array(repeating: 0, count: count) }
    let factor = use.kind == "Gemm" ? (try? use.number("beta", default: 1)) : 1
    guard let factor, let numbers = try? use.numbers(input: 2) else { return nil }
    if numbers.count == 1 { return Array(repeating: factor * numbers[0], count: count) }
    return numbers.count == count ? numbers.map { factor * $0 } : nil
  }

  /// The same with its channels multiplied and shifted.
  func followed(by map: ChannelMap) -> LinearOperation? {
    guard map.scale.count == bias.count else { return nil }
    var joined = self
    joined.bias = bias.indices.map { bias[$0] * map.scale[$0] + map.shift[$0] }
    guard map.scale.contains(where: { $0 != 1 }) else { return joined }
    var weights = weight.floats
    for index in weights.indices { weights[index] *= map.scale[channel(index)] }
    joined.weight = OperatorGraph.Constant(shape: weight.shape, elements: .numbers(weights))
    return joined
  }
}
