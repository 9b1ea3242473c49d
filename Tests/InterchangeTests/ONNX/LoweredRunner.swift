import Interchange
import Networks
import Tensors

extension LoweredNetwork {
  /// Runs the network.
  ///
  /// - Parameters:
  ///   - input: The samples, one after the other.
  ///   - rows: Their number.
  /// - Returns: The outputs of all samples.
  func run(_ input: [Float], rows: Int) -> [Float] {
    let table = ParameterTable([network])
    var values = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      guard let constant = parameters[entry.name], case .numbers(let numbers) = constant.elements
      else { preconditionFailure("no parameter \(entry.name)") }
      table.assign(
        Tensor(shape: constant.shape, elements: numbers), to: entry, in: &values)
    }
    let plan = NetworkPlan(
      network, table: table, maximumRows: rows, needsGradients: false, needsInputGradient: false)
    let memory = FloatBuffer(count: plan.memoryCount)
    let prepared = FloatBuffer(count: plan.preparedCount)
    let weights = FloatBuffer(values)
    plan.prepare(weights.pointer, into: prepared.pointer, part: 0, of: 1)
    plan.input(memory.pointer).update(from: input, count: input.count)
    plan.forward(
      memory.pointer, rows: rows, parameters: weights.pointer, prepared: prepared.pointer)
    let count = rows * plan.outputSampleCount
    return Array(UnsafeBufferPointer(start: plan.output(memory.pointer), count: count))
  }

  /// The kinds of the layers in their order.
  var kinds: [String] { network.nodes.map { type(of: $0.layer).kind } }
}

extension SampleAxes {
  /// Samples of a foreign model with their channels last, as this program has them.
  func channelsLast(_ samples: [Float], extents: [Int]) -> [Float] {
    let (pixels, channels): (Int, Int)
    switch self {
    case .channelsFirst: (pixels, channels) = (extents[1] * extents[2], extents[0])
    case .flat(let shape, channelsFirst: true): (pixels, channels) = (shape[0] * shape[1], shape[2])
    default: return samples
    }
    let count = pixels * channels
    return samples.indices.map { index in
      let (sample, place) = (index / count, index % count)
      return samples[sample * count + place % channels * pixels + place / channels]
    }
  }
}
