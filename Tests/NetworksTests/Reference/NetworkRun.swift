import Networks
import Tensors

/// The kernels of one network on one worker, in memory that is filled with NaN before they run.
///
/// Whatever a kernel reads without having written it, past the last row or elsewhere, turns results
/// into NaN and fails the comparison.
final class NetworkRun {
  let network: Network
  let table: ParameterTable
  private let plan: NetworkPlan
  private let memory: FloatBuffer
  private let parameters: FloatBuffer
  private let prepared: FloatBuffer
  private let team: WorkerTeam?

  init(
    _ network: Network, parameters: [Float], maximumRows: Int, needsGradients: Bool = true,
    needsInputGradient: Bool = true, parts: Int = 1, team: WorkerTeam? = nil
  ) {
    self.team = team
    self.network = network
    table = ParameterTable([network])
    plan = NetworkPlan(
      network, table: table, maximumRows: maximumRows, maximumTeam: team?.count ?? 1,
      smallestShare: 1, needsGradients: needsGradients,
      needsInputGradient: needsGradients && needsInputGradient)
    memory = FloatBuffer([Float](repeating: .nan, count: plan.memoryCount))
    prepared = FloatBuffer([Float](repeating: .nan, count: plan.preparedCount))
    self.parameters = FloatBuffer(Self.withoutGaps(table, parameters))
    for part in 0..<parts {
      plan.prepare(self.parameters.pointer, into: prepared.pointer, part: part, of: parts)
    }
  }

  /// The elements of the worker's memory.
  var memoryCount: Int { plan.memoryCount }

  /// The parameters with NaN in the gaps, which must not be read.
  private static func withoutGaps(_ table: ParameterTable, _ parameters: [Float]) -> [Float] {
    var marked = [Float](repeating: .nan, count: table.count)
    for entry in table.entries { marked[entry.range] = parameters[entry.range] }
    return marked
  }

  /// Runs samples in PyTorch's order and returns the outputs in the same order.
  func forward(_ samples: [[Float]]) -> [[Float]] {
    let input = plan.input(memory.pointer)
    _ = UnsafeMutableBufferPointer(start: input, count: samples.joined().count)
      .update(from: samples.flatMap { Self.channelsLast($0, network.inputShape) })
    if let team {
      plan.forward(
        memory, rows: samples.count, parameters: parameters, prepared: prepared, team: team)
    } else {
      plan.forward(
        memory.pointer, rows: samples.count, parameters: parameters.pointer,
        prepared: prepared.pointer)
    }
    return read(plan.output(memory.pointer), rows: samples.count, network.outputShape)
  }

  /// Backpropagates gradients after ``forward(_:)`` of as many samples.
  ///
  /// - Parameter outputGradients: By every output, in PyTorch's order.
  /// - Returns: The gradients of the samples, in PyTorch's order, and of the parameters, in memory order.
  func backward(_ outputGradients: [[Float]]) -> (inputs: [[Float]], parameters: [Float]) {
    let gradient = FloatBuffer(count: table.count)
    let place = plan.outputGradient(memory.pointer)
    _ = UnsafeMutableBufferPointer(start: place, count: outputGradients.joined().count)
      .update(from: outputGradients.flatMap { Self.channelsLast($0, network.outputShape) })
    plan.backward(
      memory.pointer, rows: outputGradients.count, parameters: parameters.pointer,
      prepared: prepared.pointer, gradient: gradient.pointer)
    let inputs = read(
      plan.inputGradient(memory.pointer), rows: outputGradients.count, network.inputShape)
    return (inputs, Array(gradient.elements))
  }

  private func read(_ place: UnsafeMutablePointer<Float>, rows: Int, _ shape: [Int]) -> [[Float]] {
    let count = shape.reduce(1, *)
    return (0..<rows).map { row in
      Self.channelsFirst(
        Array(UnsafeBufferPointer(start: place + row * count, count: count)), shape)
    }
  }

  static func channelsLast(_ sample: [Float], _ shape: [Int]) -> [Float] {
    guard shape.count == 3 else { return sample }
    let pixels = shape[0] * shape[1]
    return (0..<pixels).flatMap { pixel in (0..<shape[2]).map { sample[$0 * pixels + pixel] } }
  }

  static func channelsFirst(_ sample: [Float], _ shape: [Int]) -> [Float] {
    guard shape.count == 3 else { return sample }
    let pixels = shape[0] * shape[1]
    return (0..<shape[2]).flatMap { channel in
      (0..<pixels).map { sample[$0 * shape[2] + channel] }
    }
  }
}
