extension NetworkPlan {
  /// A node that runs, with the rectifier it applies to its own output.
  struct Step {
    let node: Node
    /// The values that it reads, each in whose memory it is.
    let inputs: [Int]
    /// The value that it computes.
    var output: Int
    var negativeSlope: Float?

    func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
      guard let layer = node.layer as? any RectifiableLayer else {
        return node.layer.makeKernel(inputShapes: inputShapes, maximumRows: maximumRows)
      }
      return layer.makeKernel(
        inputShapes: inputShapes, maximumRows: maximumRows, negativeSlope: negativeSlope)
    }
  }

  /// The nodes that run, in order.
  static func steps(of network: Network) -> [Step] {
    let origins = origins(of: network)
    return fused(
      nodesThatReachTheOutput(network).filter { origins[$0] == $0 }.map { value in
        let node = network.nodes[value - 1]
        return Step(node: node, inputs: node.inputs.map { origins[$0] }, output: value)
      })
  }

  /// For every value, the one in whose memory it is: its own, or for a view that of the value that it shows.
  static func origins(of network: Network) -> [Int] {
    var origins = Array(network.shapes.indices)
    for (index, node) in network.nodes.enumerated() where node.layer is View {
      origins[index + 1] = origins[node.inputs[0]]
    }
    // The gradient of the output is given, so nothing else may be added to it.
    let output = network.nodes.count
    let readers = network.nodes.enumerated().filter { index, node in
      node.inputs.contains { origins[$0] == origins[output] } && !(node.layer is View)
    }
    if origins[output] == 0 || !readers.isEmpty { origins[output] = output }
    return origins
  }

  /// Fuses every rectifier with the node before it, where that node's value has no other reader and its
  /// kernel can apply the rectifier.
  private static func fused(_ steps: [Step]) -> [Step] {
    let readers = Dictionary(steps.flatMap { $0.inputs.map { ($0, 1) } }, uniquingKeysWith: +)
    var fused: [Step] = []
    for step in steps {
      if let activation = step.node.layer as? Activation,
        let slope = activation.negativeSlope, let last = fused.last,
        last.node.layer is any RectifiableLayer, last.negativeSlope == nil,
        step.inputs == [last.output], readers[last.output] == 1
      {
        fused[fused.count - 1].output = step.output
        fused[fused.count - 1].negativeSlope = slope
      } else {
        fused.append(step)
      }
    }
    return fused
  }

  /// The values that the output depends on; the others are never read and get no gradient.
  private static func nodesThatReachTheOutput(_ network: Network) -> [Int] {
    var needed: Set<Int> = [network.nodes.count]
    for (index, node) in network.nodes.enumerated().reversed() where needed.contains(index + 1) {
      needed.formUnion(node.inputs)
    }
    return (1...max(1, network.nodes.count)).filter(needed.contains)
  }
}
