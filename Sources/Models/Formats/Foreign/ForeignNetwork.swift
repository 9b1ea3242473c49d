import Interchange
import Networks
import Tensors

/// A lowered graph as one half of a model: its nodes have names that the other half's do not.
struct ForeignNetwork {
  let network: Network
  /// What was cut or skipped when the graph was lowered.
  let notes: [String]
  private let parameters: [String: OperatorGraph.Constant]

  /// Lowers the decoder: the latents, and the conditions behind them, are one vector.
  init(decoding model: ForeignModel, path: String) throws(InterchangeError) {
    let graph = model.decoder
    let extents =
      [model.latentCount] + model.selectors.filter(\.isCondition).map(\.count)
    guard graph.inputs.count == extents.count, let output = graph.outputs.first else {
      throw .mismatch(
        path: path, place: "decoder", expected: "\(extents.count) inputs and an output",
        found: "inputs \(graph.inputs.map(\.name)), outputs \(graph.outputs.map(\.name))")
    }
    try self.init(
      graph,
      LoweredNetwork.Request(
        inputs: zip(graph.inputs, extents).map { (name: $0.name, extents: [$1]) },
        inputAxes: nil, outputs: [output.name], outputAxes: model.sampleAxes),
      prefix: "decoder.", path: path)
  }

  /// Lowers the encoder, whose heads get one more element for each condition of the decoder; `nil` where there is none, or it reads
  /// more than a sample.
  init?(encoding model: ForeignModel, path: String) throws(InterchangeError) {
    guard var graph = model.encoder, model.encodesSamplesAlone, let input = graph.inputs.first
    else { return nil }
    let outputs = graph.padHeads(by: model.inputCount - model.latentCount)
    try self.init(
      graph,
      LoweredNetwork.Request(
        inputs: [(name: input.name, extents: model.sampleAxes.extents(of: model.sampleShape))],
        inputAxes: model.sampleAxes, outputs: outputs, outputAxes: nil),
      prefix: "encoder.", path: path)
  }

  private init(
    _ graph: OperatorGraph, _ request: LoweredNetwork.Request, prefix: String, path: String
  ) throws(InterchangeError) {
    let lowered = try graph.lowered(request, path: path)
    notes = lowered.notes
    parameters = Dictionary(
      lowered.parameters.map { (prefix + $0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
    do {
      network = try Network(
        inputShape: lowered.network.inputShape,
        nodes: lowered.network.nodes.map { node in
          Node(
            name: prefix + node.name, layer: node.layer, inputs: node.inputs,
            sharing: node.sharesParameters ? prefix + node.parameterName : nil)
        })
    } catch {
      throw .mismatch(
        path: path, place: graph.name, expected: "layers that fit each other",
        found: error.description)
    }
  }

  /// All weights of some networks in the memory order of an architecture.
  static func parameters(of networks: [ForeignNetwork], in architecture: Architecture) -> [Float] {
    let table = ParameterTable(architecture.networks)
    var values = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      for network in networks {
        guard let constant = network.parameters[entry.name] else { continue }
        table.assign(constant.tensor, to: entry, in: &values)
      }
    }
    return values
  }
}

extension OperatorGraph {
  /// Appends zeros to every output, which stand for latents that are not encoded; their log variance is that of the prior.
  ///
  /// - Parameter count: How many.
  /// - Returns: The names of the outputs.
  fileprivate mutating func padHeads(by count: Int) -> [String] {
    guard count > 0 else { return outputs.map(\.name) }
    constants["conditions.count"] = Constant(shape: [4], elements: .integers([0, 0, 0, count]))
    for place in outputs.indices {
      let (value, padded) = (outputs[place].name, "\(outputs[place].name).with_conditions")
      operations.append(
        Operation("Pad", name: padded, inputs: [value, "conditions.count"], outputs: [padded]))
      outputs[place] = Port(name: padded, shape: nil)
    }
    return outputs.map(\.name)
  }
}

extension OperatorGraph.Constant {
  fileprivate var tensor: Tensor {
    switch elements {
    case .numbers(let numbers): Tensor(shape: shape, elements: numbers)
    case .integers(let integers): Tensor(shape: shape, elements: integers.map { Float($0) })
    }
  }
}
