import Networks
import Tensors

/// A network evaluated sample by sample with ``ReferenceLayers``.
struct ReferenceNetwork {
  let network: Network
  /// The parameters by name, in the layout of files.
  var parameters: [String: [Double]]

  init(_ network: Network, table: ParameterTable, parameters: [Float]) {
    self.network = network
    self.parameters = Dictionary(
      uniqueKeysWithValues: table.entries.map { entry in
        (entry.name, table.tensor(entry, in: parameters).elements.map(Double.init))
      })
  }

  /// All values of one sample: the input, then every node's output, in PyTorch's order.
  func values(_ input: [Double]) -> [[Double]] {
    var values = [
      ReferenceLayers.Sample(shape: Self.fileShape(network.inputShape), elements: input)
    ]
    for node in network.nodes {
      values.append(output(of: node, node.inputs.map { values[$0] }))
    }
    return values.map(\.elements)
  }

  func output(_ input: [Double]) -> [Double] {
    let values = values(input)
    return values[values.count - 1]
  }

  /// The distance of any rectifier's input from its kink, where differences are meaningless.
  func distanceFromKinks(_ input: [Double]) -> Double {
    let values = values(input)
    let bent = network.nodes.filter { node in
      guard let activation = node.layer as? Activation else { return false }
      return bentFunctions.contains(activation.function)
    }
    return bent.flatMap { values[$0.inputs[0]] }.reduce(.infinity) { min($0, abs($1)) }
  }

  /// The functions with a kink at zero.
  private let bentFunctions: Set<Activation.Function> = [
    .rectifier, .leakyRectifier, .selu, .magnitude, .sign,
  ]

  private func output(
    of node: Node, _ inputs: [ReferenceLayers.Sample]
  ) -> ReferenceLayers.Sample {
    let weight = parameters["\(node.parameterName).weight"] ?? []
    let bias = parameters["\(node.parameterName).bias"] ?? []
    switch node.layer {
    case is Dense:
      return ReferenceLayers.dense(inputs[0], weight: weight, bias: bias)
    case let layer as Convolution:
      return ReferenceLayers.convolution(layer, inputs[0], weight: weight, bias: bias)
    case let layer as TransposedConvolution:
      return ReferenceLayers.transposedConvolution(layer, inputs[0], weight: weight, bias: bias)
    case let layer as Activation:
      return ReferenceLayers.Sample(
        shape: inputs[0].shape,
        elements: inputs[0].elements.map { ReferenceActivation.value(layer, $0) })
    case is Flatten:
      return ReferenceLayers.Sample(
        shape: [inputs[0].elements.count], elements: inputs[0].elements)
    case let layer as Reshape:
      return ReferenceLayers.Sample(
        shape: Self.fileShape(layer.shape), elements: inputs[0].elements)
    case is Sum:
      let count = inputs[0].elements.count
      return ReferenceLayers.Sample(
        shape: inputs[0].shape,
        elements: (0..<count).map { place in inputs.reduce(0) { $0 + $1.elements[place] } })
    case let layer as Constant:
      return ReferenceLayers.Sample(
        shape: Self.fileShape(layer.shape),
        elements: parameters["\(node.parameterName).value"] ?? [])
    case is Symmetrization:
      let (matrix, side) = (inputs[0].elements, inputs[0].shape[1])
      return ReferenceLayers.Sample(
        shape: inputs[0].shape,
        elements: matrix.indices.map { place in
          let (i, j) = (place / side, place % side)
          return i == j ? 0 : (matrix[i * side + j] + matrix[j * side + i]) / 2
        })
    default:
      let parameters = ["scale", "shift", "slope", "value"].reduce(into: [:]) {
        $0[$1] = self.parameters["\(node.parameterName).\($1)"]
      }
      return ReferenceOperations.output(
        of: node.layer, inputs.map(NestedValues.init(fileOrder:)), parameters
      ).inFileOrder
    }
  }

  /// `[height, width, channels]` in PyTorch's order; vectors as they are.
  static func fileShape(_ shape: [Int]) -> [Int] {
    shape.count == 3 ? [shape[2], shape[0], shape[1]] : shape
  }
}
