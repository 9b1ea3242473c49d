import Escaping

/// Makes a graph of operators of the steps of a sidecar.
struct StepGraph {
  typealias Constant = OperatorGraph.Constant

  private let source: LayerConstants
  private let hasChannelsLast: Bool
  private let epsilon: Float
  private(set) var graph: OperatorGraph
  /// The value after the steps so far.
  private(set) var value: String
  /// Its extents without the batch: features, or channels and the extents of an image.
  private(set) var shape: [Int]
  /// The multiply-adds of one sample.
  private(set) var products = 0.0
  /// The normalisations by statistics of the training.
  private(set) var normalizations: [Normalization] = []
  private var place = ""

  /// A value before its normalisation.
  struct Normalization: Sendable {
    let value: String
    /// The extents without the batch, channels first.
    let shape: [Int]
    let layer: String
  }

  /// Begins a graph with an input.
  init(
    name: String, input: String, extents: [Int], sidecar: ModelSidecar, source: LayerConstants,
    conditions: [ModelSidecar.Condition]
  ) {
    self.source = source
    hasChannelsLast = sidecar.hasChannelsLast
    epsilon = sidecar.epsilon
    let ports = [OperatorGraph.Port(name: input, shape: [nil] + extents)]
    let labels = conditions.map { OperatorGraph.Port(name: $0.name, shape: [nil, $0.count]) }
    graph = OperatorGraph(
      name: name, inputs: ports + labels, outputs: [], operations: [], constants: [:])
    (value, shape) = (input, extents)
  }

  /// The graph whose output is the last value.
  var finished: OperatorGraph {
    var graph = graph
    graph.outputs = [OperatorGraph.Port(name: value, shape: [nil] + shape)]
    return graph
  }

  /// The graph whose outputs are the mean and the log variance in the last value.
  func splitting(latents: Int, _ split: OperatorGraph.JointHeads) -> OperatorGraph {
    var graph = graph
    graph.splitHeads(of: value, latents: latents, split)
    return graph
  }

  /// The graph whose outputs are the last values of several.
  static func joined(_ first: StepGraph, _ second: StepGraph) -> OperatorGraph {
    var graph = second.graph
    graph.outputs = [first, second].map {
      OperatorGraph.Port(name: $0.value, shape: [nil] + $0.shape)
    }
    return graph
  }

  /// Puts codes on a sphere.
  mutating func normalize(to norm: Float?) {
    guard let norm else { return }
    append("LpNormalization", [value], shape: shape, ["axis": .integer(1), "p": .integer(2)])
    guard norm != 1 else { return }
    graph.constants["norm"] = Constant(shape: [], elements: .numbers([norm]))
    append("Mul", [value, "norm"], shape: shape)
  }

  /// Begins a further branch after another graph's steps, whose value is read again.
  mutating func rewind(to other: StepGraph) { (value, shape) = (other.value, other.shape) }

  /// Adds steps.
  mutating func add(_ steps: [SidecarStep]) throws(InterchangeError) {
    for (number, step) in steps.enumerated() {
      place = "\(graph.name), step \(number + 1) (\(step.line.escaped(limit: 80)))"
      try add(step)
    }
  }

  private mutating func add(_ step: SidecarStep) throws(InterchangeError) {
    switch step {
    case .layer(let layer): try add(layer)
    case .reshape(let extents): try reshape(extents)
    case .flatten: flatten()
    case .upsample(let factor): try upsample(factor)
    case .pool(let extent): try pool("MaxPool", extent)
    case .averagePool(let extent): try pool("AveragePool", extent)
    case .globalPool:
      try requireImage()
      append("GlobalAveragePool", [value], shape: [shape[0]] + shape.dropFirst().map { _ in 1 })
    case .concatenate(let name): try concatenate(name)
    case .activation(let function): apply(function)
    }
  }

  private mutating func add(_ step: SidecarStep.LayerStep) throws(InterchangeError) {
    guard let layer = source.layers[step.name] else {
      let known = source.layers.keys.sorted(by: NaturalOrder.precedes).prefix(40)
      throw fault(
        "one of \(known.joined(separator: ", ").escaped(limit: 400))",
        step.name.escaped(limit: 80))
    }
    switch layer.kind {
    case .dense(let inputs, let outputs): try dense(layer, inputs, outputs)
    case .kernel(let first, let second, let extents):
      try convolve(layer, step.window, first, second, extents)
    case .batchNormalization(let channels): try normalizeBatch(layer, channels)
    case .layerNormalization(let features): try normalizeSample(layer, features)
    case .slopes(let count): try rectify(layer, count)
    case .other: throw fault("a layer", "tensors of no known layer")
    }
    apply(step.activation)
  }

  private mutating func dense(
    _ layer: StateLayer, _ inputs: Int, _ outputs: Int
  ) throws(InterchangeError) {
    flatten()
    guard shape == [inputs] else { throw fault("\(inputs) features", "\(shape[0])") }
    append(
      "Gemm", [value] + parameters(of: layer, [.weight, .bias]), shape: [outputs],
      ["transB": .integer(1)])
    products += Double(inputs) * Double(outputs)
  }

  private mutating func convolve(
    _ layer: StateLayer, _ window: StepWindow, _ first: Int, _ second: Int, _ extents: [Int]
  ) throws(InterchangeError) {
    guard shape.count == extents.count + 1 else {
      throw fault("an image with \(extents.count) axes", "\(shape)")
    }
    let channels = shape[0]
    let isTransposed =
      window.isTransposed
      ?? (channels == second && first != second
        ? false
        : channels == first && (first != second || graph.name == "decoder"))
    guard channels == (isTransposed ? first : second) else {
      throw fault("\(isTransposed ? first : second) channels", "\(channels)")
    }
    var sizes: [Int] = []
    var pads: (begin: [Int], end: [Int]) = ([], [])
    for (axis, extent) in extents.enumerated() {
      let size = shape[axis + 1]
      guard
        let after = window.size(after: size, axis: axis, extent: extent, isTransposed: isTransposed)
      else { throw fault("an image larger than the kernel", "\(shape)") }
      let margins = window.margins(size, axis: axis, extent: extent, isTransposed: isTransposed)
      pads.begin.append(margins.begin)
      pads.end.append(margins.end)
      sizes.append(after)
    }
    guard window.outputPadding == [0] || isTransposed else {
      throw fault("output_padding at transposed convolutions only", "a convolution")
    }
    var attributes: [String: OperatorGraph.Attribute] = [
      "kernel_shape": .integers(extents), "pads": .integers(pads.begin + pads.end),
      "strides": .integers(extents.indices.map { StepWindow.at($0, window.strides) }),
      "dilations": .integers(extents.indices.map { StepWindow.at($0, window.dilations) }),
    ]
    if isTransposed {
      attributes["output_padding"] = .integers(
        extents.indices.map { StepWindow.at($0, window.outputPadding) })
    }
    let area = isTransposed ? shape.dropFirst().reduce(1, *) : sizes.reduce(1, *)
    products += Double(area) * Double(extents.reduce(1, *)) * Double(first) * Double(second)
    let result = [isTransposed ? second : first] + sizes
    try checkSize(result)
    append(
      isTransposed ? "ConvTranspose" : "Conv", [value] + parameters(of: layer, [.weight, .bias]),
      shape: result, attributes)
  }

  private mutating func normalizeBatch(
    _ layer: StateLayer, _ channels: Int
  ) throws(InterchangeError) {
    guard shape[0] == channels else { throw fault("\(channels) channels", "\(shape[0])") }
    normalizations.append(Normalization(value: value, shape: shape, layer: layer.name))
    let bias = "\(layer.name).bias"
    graph.constants[bias] =
      source.part(.bias, of: layer.name)
      ?? Constant(
        shape: [channels], elements: .numbers(Array(repeating: 0, count: channels)))
    let names = parameters(of: layer, [.weight, .runningMean, .runningVariance])
    append(
      "BatchNormalization",
      [value, names[0], bias, names[1], names[2]], shape: shape, ["epsilon": .number(epsilon)])
  }

  private mutating func normalizeSample(
    _ layer: StateLayer, _ features: Int
  ) throws(InterchangeError) {
    guard shape.count == 1 else {
      throw InterchangeError.undetermined(
        path: source.path,
        missing:
          "layer \(layer.name.escaped(limit: 80)) normalises images by statistics that the file does not say",
        advice: "export the model to ONNX")
    }
    guard shape == [features] else { throw fault("\(features) features", "\(shape[0])") }
    append(
      "LayerNormalization", [value] + parameters(of: layer, [.weight, .bias]), shape: shape,
      ["axis": .integer(-1), "epsilon": .number(epsilon)])
  }

  private mutating func rectify(_ layer: StateLayer, _ count: Int) throws(InterchangeError) {
    guard count == 1 || count == shape[0] else {
      throw fault("1 or \(shape[0]) slopes", "\(count)")
    }
    let slopes = parameters(of: layer, [.weight])[0]
    if let constant = graph.constants[slopes], shape.count > 1 {
      let extents = [count] + shape.dropFirst().map { _ in 1 }
      graph.constants[slopes] = Constant(shape: extents, elements: constant.elements)
    }
    append("PRelu", [value, slopes], shape: shape)
  }

  private mutating func reshape(_ extents: [Int]) throws(InterchangeError) {
    flatten()
    guard extents.reduce(1, *) == shape[0] else {
      throw fault("\(extents.reduce(1, *)) features", "\(shape[0])")
    }
    guard hasChannelsLast, extents.count > 1 else {
      return view(extents)
    }
    let last = Array(extents.dropFirst()) + [extents[0]]
    view(last)
    let axes = [0, extents.count] + (1..<extents.count)
    append("Transpose", [value], shape: extents, ["perm": .integers(axes)])
  }

  private mutating func flatten() {
    guard shape.count > 1 else { return }
    if hasChannelsLast {
      let axes = [0] + (2...shape.count) + [1]
      append(
        "Transpose", [value], shape: Array(shape.dropFirst()) + [shape[0]],
        ["perm": .integers(axes)])
    }
    view([shape.reduce(1, *)])
  }

  private mutating func view(_ extents: [Int]) {
    let name = "\(graph.name).\(graph.operations.count).extents"
    graph.constants[name] = Constant(
      shape: [extents.count + 1], elements: .integers([-1] + extents))
    append("Reshape", [value, name], shape: extents)
  }

  private mutating func upsample(_ factor: Int) throws(InterchangeError) {
    try requireImage()
    let sizes = shape.dropFirst().map { $0.multipliedReportingOverflow(by: factor) }
    guard sizes.allSatisfy({ !$0.overflow && $0.partialValue < 1 << 20 }) else {
      throw fault("an image of less than \(1 << 20) pixels a side", "\(shape) times \(factor)")
    }
    try checkSize([shape[0]] + sizes.map(\.partialValue))
    let name = "\(graph.name).\(graph.operations.count).factors"
    let factors = [1, 1] + shape.dropFirst().map { _ in Float(factor) }
    graph.constants[name] = Constant(shape: [factors.count], elements: .numbers(factors))
    append(
      "Resize", [value, "", name], shape: [shape[0]] + sizes.map(\.partialValue),
      [
        "mode": .text("nearest"), "coordinate_transformation_mode": .text("asymmetric"),
        "nearest_mode": .text("floor"),
      ])
  }

  private mutating func pool(_ kind: String, _ extent: Int) throws(InterchangeError) {
    try requireImage()
    let sizes = shape.dropFirst().map { $0 / extent }
    guard !sizes.contains(0) else { throw fault("at least \(extent) pixels", "\(shape)") }
    let extents = OperatorGraph.Attribute.integers(sizes.map { _ in extent })
    append(
      kind, [value], shape: [shape[0]] + sizes, ["kernel_shape": extents, "strides": extents])
  }

  private mutating func concatenate(_ name: String) throws(InterchangeError) {
    guard let port = graph.inputs.dropFirst().first(where: { $0.name == name }),
      let count = port.shape?.last ?? nil
    else {
      throw fault("one of the conditions", name.escaped(limit: 80))
    }
    flatten()
    append("Concat", [value, name], shape: [shape[0] + count], ["axis": .integer(1)])
  }

  private mutating func apply(_ function: StepActivation) {
    switch function {
    case .none: break
    case .rectifier: append("Relu", [value], shape: shape)
    case .rectifier6:
      graph.constants["zero"] = Constant(shape: [], elements: .numbers([0]))
      graph.constants["six"] = Constant(shape: [], elements: .numbers([6]))
      append("Clip", [value, "zero", "six"], shape: shape)
    case .exponential: append("Elu", [value], shape: shape)
    case .scaledExponential: append("Selu", [value], shape: shape)
    case .gaussian: append("Gelu", [value], shape: shape)
    case .sigmoidLinear:
      let argument = value
      append("Sigmoid", [argument], shape: shape)
      append("Mul", [argument, value], shape: shape)
    case .hyperbolicTangent: append("Tanh", [value], shape: shape)
    case .sigmoid: append("Sigmoid", [value], shape: shape)
    case .softplus: append("Softplus", [value], shape: shape)
    case .softmax: append("Softmax", [value], shape: shape, ["axis": .integer(1)])
    case .leaky(let slope):
      append("LeakyRelu", [value], shape: shape, ["alpha": .number(slope)])
    }
  }

  private mutating func append(
    _ kind: String, _ inputs: [String], shape: [Int],
    _ attributes: [String: OperatorGraph.Attribute] = [:]
  ) {
    let name = "\(graph.name).\(graph.operations.count)"
    graph.operations.append(
      OperatorGraph.Operation(
        kind, name: name, inputs: inputs, outputs: [name], attributes: attributes))
    (value, self.shape) = (name, shape)
  }

  /// The names of a layer's weights, which are put among the constants.
  private mutating func parameters(
    of layer: StateLayer, _ parts: [StateLayer.Part]
  ) -> [String] {
    parts.compactMap { part in
      guard let constant = source.part(part, of: layer.name) else { return nil }
      let name = "\(layer.name).\(part.rawValue)"
      graph.constants[name] = constant
      return name
    }
  }

  /// The most elements of a value.
  private static let sizeLimit = 1 << 26

  private func checkSize(_ extents: [Int]) throws(InterchangeError) {
    let count = extents.reduce(1.0) { $0 * Double($1) }
    guard count <= Double(Self.sizeLimit) else {
      throw fault("at most \(Self.sizeLimit) elements", "\(extents)")
    }
  }

  private func requireImage() throws(InterchangeError) {
    guard shape.count > 1 else { throw fault("an image", "\(shape)") }
  }

  private func fault(_ expected: String, _ found: String) -> InterchangeError {
    .mismatch(path: source.path, place: place, expected: expected, found: found)
  }
}
