import Networks
import Tensors

/// Runs a lowered graph on batches.
struct GraphEvaluation {
  private let plan: NetworkPlan
  private let parameters: FloatBuffer
  private let prepared: FloatBuffer
  private let memory: FloatBuffer
  private let rows: Int
  private static let mostRows = 16
  /// The elements of all values that run together, 32 MiB, unless a single row has more.
  private static let valueLimit = 1 << 23

  init(_ lowered: LoweredNetwork, path: String) throws(InterchangeError) {
    let table = ParameterTable([lowered.network])
    let values = lowered.network.shapes.reduce(0) { $0 + $1.reduce(1, *) }
    rows = min(Self.mostRows, max(1, Self.valueLimit / values))
    let memory = NetworkMemory(of: lowered.network, maximumRows: rows, needsGradients: false)
    let count = 2 * table.count + memory.shared + memory.perWorker
    guard MachineMemory.hasRoom(forFloats: count) else {
      throw .undetermined(
        path: path, missing: "a network of \(count) elements does not fit into memory",
        advice: "use a smaller one")
    }
    plan = NetworkPlan(
      lowered.network, table: table, maximumRows: rows, needsGradients: false,
      needsInputGradient: false)
    var elements = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      guard let constant = lowered.parameters[entry.name],
        case .numbers(let numbers) = constant.elements,
        numbers.count == entry.parameter.count
      else {
        throw .undetermined(
          path: path, missing: "parameter \(entry.name) has no values", advice: "export it again")
      }
      table.assign(
        Tensor(shape: entry.parameter.fileShape, elements: numbers), to: entry, in: &elements)
    }
    parameters = FloatBuffer(count: table.count)
    prepared = FloatBuffer(count: plan.preparedCount)
    self.memory = FloatBuffer(count: plan.memoryCount)
    for (index, value) in elements.enumerated() { parameters.pointer[index] = value }
    plan.prepare(parameters.pointer, into: prepared.pointer, part: 0, of: 1)
  }

  /// Runs the network on the rows of a tensor.
  ///
  /// - Parameter input: One sample of the network's input per row.
  /// - Returns: One sample of its output per row.
  func run(_ input: Tensor) -> Tensor {
    let (read, written) = (input.rowStride, plan.outputSampleCount)
    return Tensor(shape: [input.rowCount, written]) { result in
      for start in stride(from: 0, to: input.rowCount, by: self.rows) {
        let rows = min(self.rows, input.rowCount - start)
        input.withUnsafeElements { elements in
          for index in 0..<rows * read {
            plan.input(memory.pointer)[index] = elements[start * read + index]
          }
        }
        plan.forward(
          memory.pointer, rows: rows, parameters: parameters.pointer, prepared: prepared.pointer)
        let output = plan.output(memory.pointer)
        for index in 0..<rows * written { result[start * written + index] = output[index] }
      }
    }
  }
}
