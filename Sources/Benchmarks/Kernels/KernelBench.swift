import Models
import Networks
import Tensors

/// Runs every layer with weights on its own, forward and backward, on one thread.
struct KernelBench {
  let network: BenchNetwork
  let rows: Int
  let seconds: Double

  /// Measures.
  ///
  /// - Throws: `NetworkError` when the layers do not fit, which these do.
  func run() throws -> KernelReport {
    let architecture = try network.architecture()
    let layers = try architecture.networks.flatMap { whole in
      try whole.nodes.filter { whole.productCount(of: $0) > 0 }.map { node in
        try measure(node, in: whole, needsInputGradient: whole == architecture.decoder)
      }
    }
    return KernelReport(
      network: network.rawValue, rows: rows,
      multiplyAddGigaflops: PeakBench.multiplyAddRate(
        team: WorkerTeam(count: 1), seconds: seconds),
      layers: layers)
  }

  private func measure(
    _ node: Node, in whole: Network, needsInputGradient: Bool
  ) throws -> KernelReport.Row {
    let shape = whole.shapes[node.inputs[0]]
    // The ReLU after it is part of a layer's kernel.
    let alone = try Network(
      inputShape: shape, name: "layer", layers: [node.layer, Activation(.rectifier)])
    let hasInputGradient = needsInputGradient || !node.inputs.contains(0)
    let table = ParameterTable([alone])
    let plan = NetworkPlan(
      alone, table: table, maximumRows: rows, needsInputGradient: hasInputGradient)
    let memory = FloatBuffer(count: plan.memoryCount)
    let parameters = FloatBuffer(table.initialValues(seed: 1))
    let prepared = FloatBuffer(count: plan.preparedCount)
    let gradient = FloatBuffer(count: table.count)
    plan.prepare(parameters.pointer, into: prepared.pointer, part: 0, of: 1)
    fill(plan.input(memory.pointer), shape)
    fill(plan.outputGradient(memory.pointer), alone.outputShape)

    let forward = Timings(seconds: seconds) {
      plan.forward(
        memory.pointer, rows: rows, parameters: parameters.pointer, prepared: prepared.pointer)
    }
    let backward = Timings(seconds: seconds) {
      plan.backward(
        memory.pointer, rows: rows, parameters: parameters.pointer, prepared: prepared.pointer,
        gradient: gradient.pointer)
    }
    let operations = 2 * Double(whole.productCount(of: node) * rows) / 1e9
    return KernelReport.Row(
      name: node.name, shapes: [shape, alone.outputShape],
      forwardGigaflops: operations / forward.median,
      backwardGigaflops: operations * (hasInputGradient ? 2 : 1) / backward.median)
  }

  /// Values of either sign, so that the ReLU zeroes about half of them.
  private func fill(_ memory: UnsafeMutablePointer<Float>, _ shape: [Int]) {
    var random = CounterRandom(seed: 2, stream: .weights)
    for index in 0..<rows * shape.reduce(1, *) {
      memory[index] = Float(random.nextUniform()) - 0.5
    }
  }
}
